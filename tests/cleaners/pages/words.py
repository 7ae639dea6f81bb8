"""Invented sentences, posts and headlines in seven languages, and the frame of a page."""

from __future__ import annotations

PROSE = {
    "en": [
        "The harbour opened a new quay at dawn on Tuesday, and the mayor said that cargo would double by next year.",
        "Fishermen had asked for the quay since the old one was damaged in a storm, according to their association.",
        "The council paid for the work with a loan that it expects to return within twelve years.",
        "Critics said that the road to the port is too narrow for the lorries that will use it.",
        "A second quay could follow if the number of ships grows as fast as the ministry has forecast.",
        "The first ferry left for the islands with two hundred passengers on board shortly after nine.",
        "Shop owners near the old pier fear that they will lose customers once the ferries have moved.",
        "Work on the breakwater will go on until autumn, the port authority said in a statement.",
    ],
    "ko": [
        "새 부두가 화요일 새벽 문을 열었으며 시장은 내년까지 화물 처리량이 두 배로 늘 것이라고 말했다.",
        "어민들은 낡은 부두가 태풍으로 부서진 뒤 줄곧 새 부두를 지어 달라고 요구해 왔다.",
        "시의회는 열두 해 안에 갚을 것으로 보이는 대출로 공사비를 마련했다고 밝혔다.",
        "항만으로 이어지는 길이 화물차가 다니기에는 너무 좁다는 비판도 나온다.",
        "배편이 예상대로 늘어나면 두 번째 부두도 지을 수 있다고 항만청은 설명했다.",
        "첫 여객선은 아홉 시가 조금 지나 승객 이백 명을 태우고 섬으로 떠났다.",
    ],
    "ja": [
        "新しい埠頭が火曜日の朝に開業し、市長は来年までに貨物量が倍になると述べた。",
        "漁業者らは古い埠頭が嵐で壊れて以来、新しい埠頭の建設を求めていた。",
        "市議会は十二年で返済する見込みの融資で工事費をまかなったと説明している。",
        "港へ続く道はトラックが通るには狭すぎるとの批判も出ている。",
        "船の数が予想どおりに増えれば、二つ目の埠頭も建設される可能性がある。",
    ],
    "zh": [
        "新码头于星期二清晨启用，市长表示，到明年货物吞吐量将增加一倍。",
        "自从旧码头在风暴中受损以来，渔民们一直要求修建新的码头。",
        "市议会用一笔预计在十二年内还清的贷款支付了工程费用。",
        "有人批评说，通往港口的道路太窄，不适合卡车通行。",
        "如果船只数量如预期那样增长，还可能再建第二座码头。",
    ],
    "fr": [
        "Le nouveau quai a été inauguré mardi à l'aube, et la maire a dit que le trafic doublerait dans l'année.",
        "Les pêcheurs réclamaient ce quai depuis que l'ancien avait été abîmé par une tempête.",
        "Le conseil a payé les travaux avec un prêt qu'il pense rembourser en douze ans.",
        "Selon ses critiques, la route du port est trop étroite pour les camions qui vont l'emprunter.",
        "Un second quai pourrait suivre si le nombre de navires augmente aussi vite que prévu.",
    ],
    "id": [
        "Dermaga baru dibuka pada Selasa pagi, dan wali kota mengatakan bahwa muatan akan berlipat dua tahun depan.",
        "Para nelayan meminta dermaga itu sejak dermaga lama rusak karena badai, kata perkumpulan mereka.",
        "Dewan kota membayar pekerjaan itu dengan pinjaman yang akan lunas dalam dua belas tahun.",
        "Jalan menuju pelabuhan dianggap terlalu sempit untuk truk yang akan melewatinya setiap hari.",
    ],
    "vi": [
        "Bến cảng mới mở cửa vào sáng thứ Ba, và thị trưởng nói rằng lượng hàng sẽ tăng gấp đôi trong năm tới.",
        "Ngư dân đã yêu cầu xây bến này từ khi bến cũ bị hư hại trong một cơn bão lớn.",
        "Hội đồng thành phố trả chi phí bằng một khoản vay sẽ hoàn trả trong mười hai năm.",
        "Nhiều người cho rằng con đường dẫn ra cảng quá hẹp so với các xe tải sẽ chạy qua.",
    ],
}

POSTS = {
    "en": [
        "I drove past it yesterday and honestly it looks great. Does anyone know if you can fish from the new pier?",
        "No, they put a fence around it. I asked the guard and he told me to go to the old one instead.",
        "lol typical. We pay for it and then we are not even allowed to walk there.",
        "You can use the north side after six, my brother goes there all the time and nobody has ever said a thing.",
        "Thanks, that is good to know! I will try it at the weekend and post some pictures if I catch anything.",
        "Has anybody tried the ferry yet? I heard that it shakes a lot when the wind comes from the west.",
        "I took it on Sunday with the kids. It was fine, but bring a jacket because the deck gets really cold.",
        "Mods, can we move this to the transport section please? It has nothing to do with fishing any more.",
    ],
    "ko": [
        "어제 지나가다 봤는데 진짜 잘 지어 놨더라고요. 거기서 낚시해도 되는지 아시는 분 계신가요?",
        "안 됩니다. 울타리 쳐 놨어요. 경비 아저씨한테 물어보니까 옛날 부두로 가라고 하시더라고요.",
        "ㅋㅋㅋ 세금으로 지어 놓고 들어가지도 못하게 하네요.",
        "여섯 시 지나면 북쪽은 괜찮아요. 동생이 자주 가는데 아무도 뭐라고 안 하던데요.",
        "감사합니다! 주말에 가 보고 뭐라도 잡으면 사진 올릴게요.",
        "여객선 타 보신 분 있나요? 서풍 불면 많이 흔들린다고 들었는데 아이들이랑 괜찮을까요?",
    ],
    "ja": [
        "昨日通りかかったけど、すごくきれいでした。あそこで釣りはできるんでしょうか？",
        "だめです。柵があります。警備の人に聞いたら、古い埠頭に行ってくれと言われました。",
        "税金で作ったのに入れないなんて、ひどい話ですね。",
        "六時を過ぎたら北側は大丈夫ですよ。弟がよく行っていますが、何も言われないそうです。",
        "ありがとうございます。週末に行ってみて、釣れたら写真を上げますね。",
    ],
    "zh": [
        "昨天路过看了一下，修得真不错。有人知道那里能不能钓鱼吗？",
        "不行，围起来了。我问了保安，他让我去旧码头那边。",
        "哈哈，花我们的钱修的，还不让进去走走。",
        "六点以后北边可以，我弟弟经常去，从来没有人管。",
        "谢谢楼主，周末我去试试，钓到了就发照片上来。",
    ],
    "id": [
        "Kemarin ane lewat sana gan, bagus banget. Ada yang tahu boleh mancing di dermaga baru itu nggak?",
        "Nggak boleh gan, sudah dipagar. Ane tanya satpamnya malah disuruh ke dermaga yang lama.",
        "Hahaha padahal dibangun pakai uang kita juga, masa jalan di situ saja nggak boleh.",
        "Setelah jam enam bisa kok di sisi utara, adik ane sering ke sana dan nggak pernah ditegur.",
        "Makasih infonya gan, nanti akhir pekan ane coba. Kalau dapat ikan ane kirim fotonya.",
    ],
}

HEADLINES = {
    "en": [
        "New quay opens after three years of work", "Ferry fares to rise in spring", "Council argues over the port road",
        "Storm leaves two villages without power", "School roof to be repaired at last", "Museum finds a lost map of the bay",
        "Bakers warn of higher bread prices", "Island doctor retires after forty years", "Train line closed for the weekend",
        "Library to open on Sundays", "Farmers hope for rain in April", "Old lighthouse gets a new lamp",
    ],
    "ko": [
        "새 부두 문 열어…화물 처리량 두 배", "봄부터 여객선 요금 오른다", "항만 도로 놓고 시의회 공방", "태풍에 마을 두 곳 정전",
        "낡은 학교 지붕 드디어 고친다", "박물관서 잃어버린 옛 지도 찾아", "빵집 “밀값 올라 버티기 어렵다”", "섬 의사 마흔 해 만에 은퇴",
        "주말 동안 철길 끊긴다", "도서관 일요일에도 연다", "농민들 사월 비 기다려", "옛 등대에 새 등 달아",
    ],
    "ja": [
        "新しい埠頭が開業、貨物量は倍に", "春からフェリー運賃値上げ", "港の道路めぐり市議会が紛糾", "嵐で二つの村が停電",
        "学校の屋根、ようやく修理へ", "博物館で失われた地図見つかる", "パン店「小麦の値上がり厳しい」", "島の医師が四十年で引退",
        "週末は線路を閉鎖", "図書館が日曜も開館", "農家、四月の雨に期待", "古い灯台に新しい灯",
    ],
    "zh": [
        "新码头启用 货物吞吐量将翻倍", "春季起轮渡票价上调", "港口道路引发市议会争论", "风暴致两村停电", "学校屋顶终于要修了",
        "博物馆找回失踪的海湾地图", "面包师称面粉涨价难以承受", "海岛医生行医四十年后退休", "周末铁路停运", "图书馆星期日也开放",
        "农民盼四月下雨", "老灯塔换上新灯",
    ],
    "fr": [
        "Le nouveau quai ouvre après trois ans de travaux", "Les tarifs du ferry vont augmenter", "La route du port divise le conseil",
        "Deux villages privés de courant par la tempête", "Le toit de l'école enfin réparé", "Le musée retrouve une carte perdue",
        "Les boulangers s'inquiètent du prix du blé", "Le médecin de l'île prend sa retraite", "La ligne de train fermée ce week-end",
        "La bibliothèque ouvrira le dimanche",
    ],
    "id": [
        "Dermaga Baru Dibuka Setelah Tiga Tahun", "Tarif Feri Naik Mulai Musim Depan", "Dewan Berdebat soal Jalan Pelabuhan",
        "Badai Padamkan Listrik Dua Desa", "Atap Sekolah Akhirnya Diperbaiki", "Museum Temukan Peta Teluk yang Hilang",
        "Tukang Roti Keluhkan Harga Gandum", "Dokter Pulau Pensiun", "Jalur Kereta Ditutup Akhir Pekan", "Perpustakaan Buka Hari Minggu",
    ],
    "vi": [
        "Bến cảng mới mở cửa sau ba năm", "Giá vé phà tăng từ mùa xuân", "Hội đồng tranh cãi về đường ra cảng", "Bão làm hai làng mất điện",
        "Mái trường cuối cùng được sửa", "Bảo tàng tìm thấy bản đồ bị mất", "Thợ bánh lo giá bột tăng", "Bác sĩ trên đảo nghỉ hưu",
        "Đường tàu đóng cửa cuối tuần", "Thư viện mở cửa chủ nhật",
    ],
}  # fmt: skip

USERS = ["saltydog", "Marta_K", "quayside77", "oldpier", "J.Holm", "wavebreaker", "tinboat", "nilsen"]


def turn(items: list[str], number: int) -> str:
    """An item by its number, round and round."""
    return items[number % len(items)]


def paragraphs(language: str, count: int, start: int = 0) -> str:
    """Paragraphs of running text of two sentences each."""
    prose = PROSE[language]
    return "".join(f"<p>{turn(prose, start + 2 * i)} {turn(prose, start + 2 * i + 1)}</p>" for i in range(count))


def page(title: str, body: str, head: str = "", language: str = "en") -> str:
    """A page with a menu above and a foot below."""
    menu = "".join(f"<li><a href='/{i}'>{turn(HEADLINES['en'], i).split()[0]}</a></li>" for i in range(7))
    return (
        f"<!doctype html><html lang='{language}'><head><meta charset='utf-8'><title>{title}</title>{head}</head><body>"
        f"<header><a href='/'>Bayside</a><nav class='menu'><ul>{menu}</ul></nav></header>{body}"
        "<footer><a href='/about'>About</a> <a href='/privacy'>Privacy</a> <p>© 2025 Bayside</p></footer></body></html>"
    )


def each(pattern: str, count: int, start: int = 0, **words: list[str]) -> str:
    """A pattern over and over: `{n}` is the number, `{name}` the next of a list of words."""
    return "".join(
        pattern.format(n=i + 1, **{name: turn(items, start + i) for name, items in words.items()}) for i in range(count)
    )
