"""Threads of forums and boards, and pages of comments."""

from __future__ import annotations

from collections.abc import Callable

from pages.words import POSTS, USERS, each, page

_DATES = ["Feb 3, 2025", "Feb 4, 2025", "Feb 6, 2025", "Mar 1, 2025"]


def phpbb() -> str:
    post = (
        "<div id='p{n}' class='post has-profile bg{n}'><div class='inner'><dl class='postprofile'><dt><a class='username' href='/u{n}'>{user}"
        "</a></dt><dd>Posts: 1{n}2</dd><dd>Joined: {date} 8:12 am</dd></dl><div class='postbody'><h3><a href='#p{n}'>Re: New pier</a></h3>"
        "<p class='author'><a href='#'>Post</a> by <strong>{user}</strong> » {date} 9:3{n} pm</p><div class='content'>{post}</div></div></div></div>"
    )
    return page(
        "New pier - Angling board",
        "<h2 class='topic-title'><a href='/t'>New pier</a></h2><a>Post Reply</a> 8 posts • Page 1 of 1"
        + each(post, 8, user=USERS, date=_DATES, post=POSTS["en"])
        + "<a>Return to “Fishing”</a>",
    )


def discourse() -> str:
    post = (
        "<div class='topic-body crawler-post' itemprop='comment' itemscope><div class='crawler-post-meta'><span class='creator'><a href='/u/{user}'>{user}"
        "</a></span> <span class='crawler-post-infos'><time datetime='2025-02-0{n}'>February {n}, 2025, 7:1{n}am</time> <span>{n}</span></span></div>"
        "<div class='post' itemprop='text'><p>{post}</p></div><div class='post-likes'>{n} Likes</div></div>"
    )
    ld = '<script type="application/ld+json">{"@context":"https://schema.org","@type":"DiscussionForumPosting","headline":"Ferry"}</script>'
    return page(
        "Is the ferry any good? - Travel - Bay talk",
        "<h1><a href='/t/1'>Is the ferry any good?</a></h1>" + each(post, 8, user=USERS, post=POSTS["en"]),
        ld,
    )


def vbulletin() -> str:
    post = (
        "<table class='tborder' id='post{n}'><tr><td class='thead'>{date}, 10:0{n} PM</td><td class='thead'>#<a href='#'>{n}</a></td></tr><tr><td class='alt2'>"
        "<a class='bigusername' href='m{n}'>{user}</a><div class='smallfont'>Senior Member</div><div class='smallfont'>Join Date: Jan 2019<br>Location: Bay<br>Posts: {n},204</div>"
        "</td><td class='alt1'><div id='post_message_{n}'>{post}</div><a href='#'>Quote</a></td></tr></table>"
    )
    return page(
        "Fishing from the new quay - Bay Forums",
        "<b>Thread: Fishing from the new quay</b>" + each(post, 8, user=USERS, date=_DATES, post=POSTS["en"]),
    )


def xenforo() -> str:
    post = (
        "<article class='message message--post' data-author='{user}'><div class='message-cell--user'><h4 class='message-name'><a class='username'>{user}</a></h4><h5>Well-known member</h5>"
        "<dl><dt>Joined</dt><dd>{date}</dd></dl><dl><dt>Messages</dt><dd>{n}13</dd></dl></div><div class='message-cell--main'><header><time>{date}</time> <a>#{n}</a></header>"
        "<div class='bbWrapper'>{post}<br><br>{more}</div><footer><a>Like</a> <a>Reply</a></footer></div></article>"
    )
    head = '<meta property="og:type" content="website"><meta property="og:title" content="Ferry with kids">'
    return page(
        "Ferry with kids | Island parents",
        "<h1>Ferry with kids</h1>" + each(post, 8, user=USERS, date=_DATES, post=POSTS["en"], more=POSTS["en"][3:]),
        head,
    )


def reddit() -> str:
    post = (
        "<div class='comment thing'><p class='tagline'><a class='author'>{user}</a> <span class='score'>{n}2 points</span> <time>{n} hours ago</time></p>"
        "<div class='md'><p>{post}</p></div><ul class='flat-list'><li><a>permalink</a></li><li><a>save</a></li><li><a>report</a></li><li><a>reply</a></li></ul></div>"
    )
    return page(
        "Anyone been to the new pier? : baytown",
        "<a class='title' href='/'>Anyone been to the new pier?</a><p>submitted 9 hours ago by tinboat</p><p>all 8 comments</p>"
        + each(post, 8, user=USERS, post=POSTS["en"]),
    )


def gnuboard_comments() -> str:
    post = (
        "<article id='c_{n}'><header><b>{user}</b> <span class='ip'>(12.34.♡.{n})</span> <time>25-02-0{n} 21:0{n}</time></header>"
        "<div class='cmt_contents'><p>{post}</p></div><ul><li><a>답변</a></li><li><a>신고</a></li></ul></article>"
    )
    return page(
        "새 부두 낚시 질문 > 자유게시판",
        "<h2>새 부두 낚시 질문</h2><p>가도 되나요?</p><h2>댓글목록 7</h2>"
        + each(post, 7, user=USERS, post=POSTS["ko"]),
        language="ko",
    )


def dcinside() -> str:
    post = (
        "<li class='ub-content'><div class='cmt_info'><span class='nickname'>{user}</span><em>(11{n}.23)</em><p class='usertxt'>{post}</p>"
        "<span class='date_time'>02.0{n} 21:1{n}:07</span> <a>답글</a></div></li>"
    )
    return page(
        "새 부두 가 봄? - 낚시 갤러리",
        "<h3>새 부두 가 봄?</h3><div>조회 213 추천 1 댓글 9</div><ul>"
        + each(post, 9, user=USERS, post=POSTS["ko"])
        + "</ul>",
        language="ko",
    )


def kaskus() -> str:
    post = (
        "<div class='postlist'><div class='user'><a>{user}</a><span>Kaskus Maniac</span><span>Posts: {n},108</span></div><div class='time'>0{n}-02-2025 19:4{n}</div><div>#{n}</div>"
        "<div class='entry'>{post}</div><div><a>Kutip</a> <a>Balas</a></div></div>"
    )
    return page(
        "Mancing di dermaga baru | Forum",
        "<h1>Mancing di dermaga baru</h1>" + each(post, 8, user=USERS, post=POSTS["id"]),
        language="id",
    )


def discuz() -> str:
    post = (
        "<table class='plhin' id='pid{n}'><tr><td class='pls'><a class='xw1'>{user}</a><p>主题 {n}2 帖子 3{n}1 积分 90{n}</p></td><td class='plc'><em>发表于 2025-2-{n} 20:1{n}:00</em> <a>只看该作者</a> <strong>{n}#</strong>"
        "<div class='t_f'>{post}</div><a>回复</a> <a>举报</a></td></tr></table>"
    )
    return page(
        "新码头能钓鱼吗？ - 钓鱼论坛",
        "<span id='thread_subject'>新码头能钓鱼吗？</span>" + each(post, 9, user=USERS, post=POSTS["zh"]),
        language="zh",
    )


def japanese_board() -> str:
    post = "<div class='res'><dt>{n} ：<b>名無しさん</b>：2025/02/0{n}(火) 21:1{n}:07 ID:a{n}Xk0</dt><dd>{post}</dd><a>返信</a></div>"
    return page(
        "新しい埠頭ってどう？",
        "<h1>新しい埠頭ってどう？</h1><dl>" + each(post, 9, post=POSTS["ja"]) + "</dl>",
        language="ja",
    )


def comments_only() -> str:
    post = "<li class='comment'><cite>{user}</cite> <small>{date} at 9:1{n} am</small><p>{post}</p><a>Reply</a> <a>Report</a></li>"
    return page(
        "Comments on: Ferry fares to rise",
        "<h1>Comments on: <a href='/a'>Ferry fares to rise in spring</a></h1><ol>"
        + each(post, 8, user=USERS, date=_DATES, post=POSTS["en"])
        + "</ol>",
    )


FORUMS: dict[str, Callable[[], str]] = {
    f.__name__: f
    for f in (
        phpbb,
        discourse,
        vbulletin,
        xenforo,
        reddit,
        gnuboard_comments,
        dcinside,
        kaskus,
        discuz,
        japanese_board,
        comments_only,
    )
}
