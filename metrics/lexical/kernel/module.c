/* The extension module tertium.metrics.lexical._kernel: what Python sees of the counting.
 *
 * Texts are copied while the interpreter's lock is held; all counting happens without it, so threads over ranges of
 * segments run side by side. A bound set is never changed after it was made, and texts come in tuples, which no other
 * thread can change while they are read, where there is no such lock either.
 */
#define PY_SSIZE_T_CLEAN
#include <Python.h>

#include <string.h>

#include "counts.h"

static const char BOUND[] = "tertium.metrics.lexical._kernel.bound";

typedef struct {
    Options options;
    Arena arena;
    Segment *segments;
    Py_ssize_t count;
    uint8_t *classes;
} Bound;

static void bound_free(Bound *bound) {
    if (!bound) return;
    arena_free(&bound->arena);
    free(bound->segments);
    free(bound->classes);
    free(bound);
}

static void capsule_free(PyObject *capsule) { bound_free(PyCapsule_GetPointer(capsule, BOUND)); }

/* ---- Texts of Python ----------------------------------------------------------------------------------------------- */

/* The code points of many texts, one behind the other. */
typedef struct {
    uint32_t *points;
    Text *texts;
    Py_ssize_t count, used; /* texts; code points so far */
} Texts;

static void texts_free(Texts *texts) {
    free(texts->points);
    free(texts->texts);
}

/* Makes room for so many texts of, together, so many code points. */
static int texts_create(Texts *texts, Py_ssize_t count, Py_ssize_t points) {
    texts->count = texts->used = 0;
    texts->points = malloc(((size_t)points + BEHIND) * sizeof(uint32_t));
    texts->texts = malloc(((size_t)count + 1) * sizeof(Text));
    if (texts->points && texts->texts) return 0;
    texts_free(texts);
    PyErr_NoMemory();
    return -1;
}

static int texts_add(Texts *texts, PyObject *string) {
    Py_ssize_t length = PyUnicode_GetLength(string);
    uint32_t *points = texts->points + texts->used;
    if (length < 0 || (length && !PyUnicode_AsUCS4(string, (Py_UCS4 *)points, length, 0))) return -1;
    texts->texts[texts->count].points = points;
    /* longer than any limit is all that matters of a text that is too long */
    texts->texts[texts->count++].length = length > MAX_POINTS ? MAX_POINTS + 1 : (int32_t)length;
    texts->used += length;
    return 0;
}

/* Returns the number of code points in a tuple of strings, or -1 with an exception. */
static Py_ssize_t tuple_points(PyObject *strings) {
    if (!PyTuple_Check(strings)) {
        PyErr_SetString(PyExc_TypeError, "one tuple of strings per segment");
        return -1;
    }
    Py_ssize_t points = 0, count = PyTuple_Size(strings);
    for (Py_ssize_t i = 0; i < count; i++) {
        PyObject *string = PyTuple_GetItem(strings, i);
        Py_ssize_t length = string ? PyUnicode_GetLength(string) : -1;
        if (length < 0) return -1;
        points += length;
    }
    return points;
}

/* Reads a tuple of tuples of strings, all in one; `counts` gets the number of each inner tuple's strings. */
static int read_references(PyObject *references, Py_ssize_t *counts, Texts *texts) {
    Py_ssize_t segments = PyTuple_Size(references), points = 0, strings = 0;
    for (Py_ssize_t i = 0; i < segments; i++) {
        PyObject *tuple = PyTuple_GetItem(references, i);
        Py_ssize_t of_tuple = tuple ? tuple_points(tuple) : -1;
        if (of_tuple < 0) return -1;
        points += of_tuple;
        strings += counts[i] = PyTuple_Size(tuple);
    }
    if (texts_create(texts, strings, points)) return -1;
    for (Py_ssize_t i = 0; i < segments; i++)
        for (Py_ssize_t r = 0; r < counts[i]; r++)
            if (texts_add(texts, PyTuple_GetItem(PyTuple_GetItem(references, i), r))) {
                texts_free(texts);
                return -1;
            }
    return 0;
}

/* Reads a tuple of strings. */
static int read_hypotheses(PyObject *strings, Texts *texts) {
    Py_ssize_t points = tuple_points(strings), count = PyTuple_Size(strings);
    if (points < 0 || texts_create(texts, count, points)) return -1;
    for (Py_ssize_t i = 0; i < count; i++)
        if (texts_add(texts, PyTuple_GetItem(strings, i))) {
            texts_free(texts);
            return -1;
        }
    return 0;
}

/* ---- bind ----------------------------------------------------------------------------------------------------------- */

/* Prepares all segments; without the interpreter's lock. Returns 0, or -1 without memory. */
static int bind_all(Bound *bound, const Texts *texts, const Py_ssize_t *counts) {
    Workspace workspace;
    const Text *references = texts->texts;
    int failed = workspace_create(&workspace);
    for (Py_ssize_t i = 0; !failed && i < bound->count; i++) {
        int32_t count = counts[i] > MAX_REFERENCES ? MAX_REFERENCES + 1 : (int32_t)counts[i];
        Segment *segment = &bound->segments[i];
        int result = bind_segment(&bound->options, &workspace, &bound->arena, references, count, segment);
        segment->beyond = result > 0;
        failed = result < 0;
        references += counts[i];
    }
    workspace_free(&workspace);
    return failed ? -1 : 0;
}

/* Returns an empty bound set, or NULL with an exception. */
static Bound *bound_create(const Options *options, const char *classes, Py_ssize_t count) {
    Bound *bound = calloc(1, sizeof *bound);
    if (!bound) return (Bound *)PyErr_NoMemory();
    bound->options = *options;
    bound->count = count;
    bound->segments = calloc((size_t)count + 1, sizeof(Segment));
    if (classes) bound->classes = malloc(CODE_POINTS);
    if (!bound->segments || (classes && !bound->classes)) {
        bound_free(bound);
        return (Bound *)PyErr_NoMemory();
    }
    if (classes) memcpy(bound->classes, classes, CODE_POINTS);
    bound->options.classes = bound->classes;
    return bound;
}

PyDoc_STRVAR(bind_doc,
             "bind(references, metric, tokenizer, classes, char_order, word_order, beta, whitespace, eps_smoothing)\n"
             "--\n\n"
             "Return the references, prepared: a tuple of one tuple of strings per segment.");

static PyObject *kernel_bind(PyObject *module, PyObject *arguments) {
    PyObject *references;
    Options options = {0};
    int metric, tokenizer;
    double beta;
    const char *classes;
    Py_ssize_t classes_size;
    (void)module;
    if (!PyArg_ParseTuple(arguments, "O!iiz#iidpp:bind", &PyTuple_Type, &references, &metric, &tokenizer, &classes,
                          &classes_size, &options.char_order, &options.word_order, &beta, &options.whitespace,
                          &options.eps_smoothing))
        return NULL;
    int orders_fit = options.char_order >= 0 && options.word_order >= 0 && options.char_order <= MAX_ORDERS &&
                     options.word_order <= MAX_ORDERS && (metric != CHRF || options.char_order + options.word_order);
    if (metric < 0 || metric >= METRICS || tokenizer < 0 || tokenizer >= TOKENIZERS || !orders_fit ||
        (tokenizer == TOKENIZE_INTL && !classes) || (classes && classes_size != CODE_POINTS)) {
        PyErr_SetString(PyExc_ValueError, "options out of range");
        return NULL;
    }
    options.metric = (Metric)metric;
    options.tokenizer = (Tokenizer)tokenizer;
    options.beta_squared = beta * beta;

    Py_ssize_t segments = PyTuple_Size(references);
    Texts texts;
    Py_ssize_t *counts = calloc((size_t)segments + 1, sizeof *counts);
    if (!counts) return PyErr_NoMemory();
    Bound *bound = bound_create(&options, classes, segments);
    if (!bound || read_references(references, counts, &texts)) {
        bound_free(bound);
        free(counts);
        return NULL;
    }
    int failed;
    Py_BEGIN_ALLOW_THREADS;
    failed = bind_all(bound, &texts, counts);
    Py_END_ALLOW_THREADS;
    texts_free(&texts);
    free(counts);
    PyObject *capsule = failed ? PyErr_NoMemory() : PyCapsule_New(bound, BOUND, capsule_free);
    if (!capsule) bound_free(bound);
    return capsule;
}

/* ---- count ---------------------------------------------------------------------------------------------------------- */

/* Counts all hypotheses; without the interpreter's lock. A row that can't be counted here is -1 throughout. */
static int count_all(const Bound *bound, const Texts *hypotheses, int64_t *rows) {
    Workspace workspace;
    const int width = row_width(&bound->options);
    int failed = workspace_create(&workspace);
    for (Py_ssize_t i = 0; !failed && i < hypotheses->count; i++, rows += width) {
        const Segment *segment = &bound->segments[i];
        int result = count_segment(&bound->options, &workspace, segment, hypotheses->texts[i], rows);
        if (result > 0)
            for (int k = 0; k < width; k++) rows[k] = -1;
        failed = result < 0;
    }
    workspace_free(&workspace);
    return failed ? -1 : 0;
}

PyDoc_STRVAR(count_doc,
             "count(bound, hypotheses)\n"
             "--\n\n"
             "Return one row of 64-bit integers per hypothesis of a tuple, in a bytearray.\n\n"
             "A row of -1 is one that exceeds a limit of the kernel.");

static PyObject *kernel_count(PyObject *module, PyObject *arguments) {
    PyObject *capsule, *hypotheses;
    (void)module;
    if (!PyArg_ParseTuple(arguments, "OO!:count", &capsule, &PyTuple_Type, &hypotheses)) return NULL;
    const Bound *bound = PyCapsule_GetPointer(capsule, BOUND);
    if (!bound) return NULL;
    if (PyTuple_Size(hypotheses) != bound->count) {
        PyErr_SetString(PyExc_ValueError, "one hypothesis per bound segment");
        return NULL;
    }
    Texts texts;
    if (read_hypotheses(hypotheses, &texts)) return NULL;
    Py_ssize_t bytes = bound->count * row_width(&bound->options) * (Py_ssize_t)sizeof(int64_t);
    PyObject *rows = PyByteArray_FromStringAndSize(NULL, bytes);
    int failed = !rows;
    if (rows) {
        int64_t *first = (int64_t *)PyByteArray_AsString(rows);
        Py_BEGIN_ALLOW_THREADS;
        failed = count_all(bound, &texts, first);
        Py_END_ALLOW_THREADS;
        if (failed) PyErr_NoMemory();
    }
    texts_free(&texts);
    if (failed) Py_CLEAR(rows);
    return rows;
}

/* ---- The module ------------------------------------------------------------------------------------------------------ */

static PyMethodDef methods[] = {{"bind", kernel_bind, METH_VARARGS, bind_doc},
                                {"count", kernel_count, METH_VARARGS, count_doc},
                                {NULL, NULL, 0, NULL}};

static PyModuleDef_Slot slots[] = {
#ifdef Py_GIL_DISABLED /* built without the limited API, which has no such slot before 3.15 */
    {Py_mod_gil, Py_MOD_GIL_NOT_USED},
#endif
    {0, NULL}};

static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "_kernel", "Counts of BLEU, chrF and TER, in C.", 0, methods, slots, NULL, NULL, NULL};

PyMODINIT_FUNC PyInit__kernel(void) { return PyModuleDef_Init(&definition); }
