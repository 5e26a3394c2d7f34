"""Names and symbols of units and currencies in some 30 languages, and what a unit is in others of its kind."""

from __future__ import annotations

from typing import Final

STEMS: Final = {
    "currency": {
        "dollar": (
            r"(?:us|a|c|nz|hk|s)?[$＄]|usd\b|d[oó]ll?[aá]r|dolar|dola\b|долл?ар|美元|美金|ドル|弗"
            r"|[新澳港]元|달러|דולר|دولار|دلار|ڈالر|डॉलर|ডলার|டாலர்|ดอลลาร์|δολ[αά]ρ|đô la|dalir"
            r"|ដុល្លារ"
        ),
        "euro": (
            r"€|eur\b|euros?\b|eura?\b|euró|avro|євро|евро|евра|欧元|歐元|ユーロ|유로|יורו|אירו|يورو"
            r"|یورو|यूरो|ইউরো|யூரோ|ยูโร|ευρώ"
        ),
        "pound": (
            r"£|gbp\b|pounds? sterling|pfund|libr|livres?\b|funt|font|pund|punta|paundi|sterlin"
            r"|שטרלינג|ליש|पौंड|фунт|паунд|英镑|英鎊|ポンド|파운드|פאונד|ליר(?:ה|ות) שטרלינג|جنيه"
            r"|پوند|پاؤنڈ|पाउंड|পাউন্ড|பவுண்ட|ปอนด์|λίρ|στερλ|bảng"
        ),
        "¥": r"[¥￥]",
        "yen": r"jpy\b|\byen|\bjen[uyů]?\b|ієн|иен|日元|日圆|円|엔|ין\b|ين\b|येन|ইয়েন|เยน",
        "yuan": r"cny\b|rmb\b|yuan|renminbi|юан|人民币|人民幣|元|위안|יואן|يوان|یوان|युआन|ইউয়ান|หยวน",
        "won": r"₩|krw\b|\bwon\b|вон|韩元|韓元|ウォン|원",
        "rouble": r"₽|rub\b|roub|rubl|rubel|рубл|卢布|ルーブル|루블|רובל|روبل|रूबल",
        "hryvnia": r"₴|uah\b|hryvn|griwna|hřiv|грив|грн",
        "crown": r"kč|czk\b|sek\b|nok\b|dkk\b|korun|kron|crown|крон|克朗|クローナ|クローネ|كرون|כתר",
        "franc": r"chf\b|franc|franken|frank|франк|法郎|フラン|فرنك|פרנק",
        "rupee": r"₹|inr\b|rupee|rupi|roupie|rúpi|рупі|рупи|卢比|ルピー|روبية|روپ|रुप|রুপি|ரூபா",
        "zloty": r"zł|pln\b|zlot|злот|兹罗提",
        "shekel": r"₪|ils\b|shekel|schekel|шекел|谢克尔|שקל|شيكل",
        "baht": r"฿|thb\b|baht|бат\b|บาท",
    },
    "length": {
        "kilometre": (
            r"km\b|kph\b|kmh\b|kilomet|stundenkilomet|quilómet|quilômet|кілометр|километр|км\b|公里"
            r'|千米|キロ|킬로미터|ק["״]מ|קילומטר|كم\b|كيلومتر|کیلومتر|किमी|किलोमीटर|কিলোমিটার'
            r"|กิโลเมตร|χιλιόμετρ|χλμ"
        ),
        "mile": (
            r"mi\b|mph\b|miles?\b|meilen?\b|mill[ae]s?\b|milh|míl|миль|милі|миля|миль|mil[ei]?\b"
            r"|英里|マイル|마일|מייל|ميل|أميال|مایل|मील|মাইল|ไมล์|μίλι|dặm|mail[aei]|mérföld"
        ),
        "metre": (
            r"m\b|met(?:er|re)|metr|мет(?:р|ър)|м\b|米|メートル|미터|מטר|متر|أمتار|मीटर|মিটার|เมตร"
            r"|μέτρ|mét\b"
        ),
        "centimetre": (
            r'cm\b|centimet|zentimet|centímet|сантимет|см\b|厘米|公分|センチ|센티|ס["״]מ|سنتيمتر'
            r"|سم\b|سانتی|सेंटीमीटर|सेमी|সেন্টিমিটার|เซนติเมตร|εκατοστ"
        ),
        "millimetre": (
            r"mm\b|millimet|milimet|milímet|мілімет|миллимет|милимет|мм\b|毫米|ミリメートル|밀리미터"
            r'|מ["״]מ|مليمتر|ملم|मिलीमीटर|मिमी|มิลลิเมตร'
        ),
        "foot": (
            r"ft\b|feet|foot|fuß|fuss\b|stop[ay]?\b|stóp|pieds?\b|pies\b|pés?\b|piedi|фут|英尺"
            r"|フィート|피트|קדם|רגל|قدم|أقدام|फ़ुट|फुट|फीट|ফুট|ฟุต|πόδια|futi|láb|jalka|jalkaa"
            r"|fot\b|fet\b|ayak"
        ),
        "inch": (
            r"inch|zoll\b|palc|pouces?\b|pulgad|polegad|pollic|tum\b|дюйм|инч|英寸|インチ|인치|אינץ"
            r"|بوصة|بوصات|اینچ|इंच|ইঞ্চি|นิ้ว|ίντσ|hüvelyk|tuuma|tomm|inç"
        ),
        "yard": r"yards?\b|yardů|yardas?|jard|ярд|码|ヤード|야드|יארד|ياردة|गज",
    },
    "mass": {
        "kilogram": (
            r"kg\b|kilogram|kilo\b|kilos\b|quilo|кілограм|килограмм?|кг\b|公斤|千克|キログラム"
            r'|킬로그램|ק["״]ג|קילו|كجم|كغ|كيلوغرام|کیلوگرم|किलोग्राम|किलो|কেজি|กิโลกรัม|κιλά|κιλ'
        ),
        "gram": r"g\b|gram|gramm|грам|г\b|克|グラム|그램|גרם|غرام|جرام|ग्राम|গ্রাম|กรัม|γραμμάρι",
        "tonne": (
            r"t\b|tons?\b|tonn|tun[ay]?\b|tonelad|тонн?|吨|噸|トン|톤|טון|טונות|طن\b|أطنان|टन|টন|ตัน"
            r"|τόνο"
        ),
        "pound": (
            r"lbs?\b|pounds?\b|pfund|libr|livres?\b|funt|фунт|磅|ポンド|파운드|ליבר|رطل|أرطال|पाउंड"
            r"|ปอนด์|λίβρ"
        ),
        "stone": r"stones?\b|ストーン|英石",
        "ounce": r"oz\b|ounce|unze|onces?\b|onza|onça|unc[eií]|унці|унци|盎司|オンス|온스|אונק|أونص|औंस",
    },
    "volume": {
        "litre": r"l\b|lit(?:er|re)|litr|літр|литр|升|リットル|리터|ליטר|لتر|लीटर|লিটার|ลิตร|λίτρ",
        "millilitre": (
            r'ml\b|millilit|mililit|мілілітр|миллилитр|мл\b|毫升|ミリリットル|밀리리터|מ["״]ל|مل\b'
            r"|मिली"
        ),
        "gallon": r"gal\b|gallon|galon|galón|galão|галон|галлон|加仑|ガロン|갤런|גלון|جالون|غالون|गैलन",
    },
    "area": {
        "square metre": (
            r"m²|m2\b|sqm\b|square met|quadratmet|м²|平方米|㎡|平方メートル|제곱미터|मीटर वर्ग"
            r"|वर्ग मीटर"
        ),
        "square kilometre": r"km²|km2\b|square kilomet|quadratkilomet|км²|平方公里|平方キロ|제곱킬로|वर्ग किलो",
        "square mile": r"square mile|sq\.? ?mi\b|quadratmeile|平方英里|平方マイル|वर्ग मील",
        "square foot": r"square f(?:ee|oo)t|sq\.? ?ft|quadratfuß|平方英尺|平方フィート|वर्ग फ",
        "acre": r"acres?\b|acker|akr|акр|英亩|エーカー|에이커|אקר|فدان|एकड़|একর|เอเคอร์",
        "hectare": r"ha\b|hectar|hektar|hectár|га\b|гектар|公顷|ヘクタール|헥타르|הקטר|هكتار|हेक्टेयर",
    },
    "temperature": {
        "Celsius": (
            r"°\s?[cс]\b|℃"
            r"|(?:degrees?|grad[io]?|grad[eou]s?|degrés?|graus|stup\w+|stopni\w*|градус\w*) (?:cels|цельс)"
            r"|摄氏|摂氏|섭씨"
        ),
        "Fahrenheit": (
            r"°\s?f\b|℉"
            r"|(?:degrees?|grad[io]?|grad[eou]s?|degrés?|graus|stup\w+|stopni\w*|градус\w*) (?:fahr|фарен)"
            r"|华氏|華氏|화씨"
        ),
        "degree": (
            r"°|degrees?\b|grad\b|grad[oiu]s?\b|degrés?\b|graus?\b|stupň|stopni|gráð|fok\b|градус|度"
            r"|grader\b|graders?\b|grade\b|gradë|ast(?:etta|e\b)|derece|derajat|darjah|độ\b|nyuzi|stup(?:anj|nj)|stepen"
            r"|laipsn|grād|kraad|градуси?|степен"
            r"|도|מעלות|درجة|درجات|डिग्री|ডিগ্রি|องศา|βαθμ"
        ),
    },
    "share": {
        "per cent": (
            r"%|％|٪|percent|per cent|pct\b|prozent|prosent|prósent|százalék|persen|asilimia"
            r"|phần trăm|la sută|टक्के|ភាគរយ|procent|відсот|процент|por ciento|por cento|pour cent"
            r"|per cento|百分|パーセント|퍼센트|אחוז|بالمئة|بالمائة|في المئة|في المائة|درصد|فیصد"
            r"|प्रतिशत|फ़ीसदी|फीसदी|শতাংশ|சதவீத|เปอร์เซ็นต์|τοις εκατό"
        ),
        "per mille": r"‰|promil|per[- ]mille|проміл|промил|パーミル",
    },
    "data": {
        "gigabyte": r'gb\b|gigab|гб\b|гігаб|гигаб|ギガ|기가|ג["״]ב|جيجا|غيغا|गीगा',
        "megabyte": r'mb\b|megab|мб\b|мегаб|メガ|메가|מ["״]ב|ميجا|ميغا|मेगा',
        "terabyte": r"tb\b|terab|тб\b|тераб|テラ|테라|تيرا|टेरा",
        "kilobyte": r"kb\b|kilob|кб\b",
    },
}
"""Kind to unit to a pattern of how its names and symbols begin, in many languages."""

SIZES: Final = {
    "length": {
        "kilometre": 1000.0, "mile": 1609.34, "metre": 1.0, "centimetre": 0.01, "millimetre": 0.001, "foot": 0.3048,
        "inch": 0.0254, "yard": 0.9144,
    },
    "mass": {"kilogram": 1.0, "gram": 0.001, "tonne": 1000.0, "pound": 0.4536, "stone": 6.35, "ounce": 0.02835},
    "volume": {"litre": 1.0, "millilitre": 0.001, "gallon": 3.785},
    "area": {
        "square metre": 1.0, "square kilometre": 1e6, "square mile": 2.59e6, "square foot": 0.0929, "acre": 4046.9,
        "hectare": 1e4,
    },
}  # fmt: skip
"""Kind to unit to its size in one unit of the kind, for numbers that a translator converted."""

SAME: Final = frozenset({frozenset({"¥", "yen"}), frozenset({"¥", "yuan"}), *(
    frozenset({"degree", scale}) for scale in ("Celsius", "Fahrenheit")
)})  # fmt: skip
"""Units that may be the same one: a symbol of two currencies, a degree of either scale."""
