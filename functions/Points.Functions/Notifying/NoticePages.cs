using System.Globalization;
using Microsoft.AspNetCore.Http;
using Points.Domain;
using Points.Domain.Enrolling;
using Points.Domain.Ledger;
using Points.Domain.Notifying;
using Points.Functions.Http;
using Points.Functions.Terms;

namespace Points.Functions.Notifying;

/// <summary>
/// Lists a member's notices page by page, newest first, in the requested language or else the member's.
/// </summary>
public sealed class NoticePages(INotices notices, IMemberStore members)
{
    public async Task<IResult> List(HttpRequest http, string memberId, CancellationToken ct)
    {
        var asked = KeyPageRequest.Read(http, isKey: it => NoticeCursor.Parse(it) is not null);
        if (!asked.TryGetValue(out var paging))
            return Problems.Invalid(asked.Errors);
        var from = paging.After is null ? new(long.MaxValue, 0) : NoticeCursor.Parse(paging.After)!;
        // One more than the page shows, to see whether another page follows.
        var found = await notices.List(memberId, from.Since, from.AlreadyShown + paging.Limit + 1, ct);
        var unshown = found.Skip(from.AlreadyShown).ToArray();
        var page = unshown.Take(paging.Limit).ToArray();
        var locale = await FindLocale(http, memberId, ct);
        var items = page.Select(it => MemberNoticeView.From(it, text => text.In(locale))).ToArray();
        var next =
            unshown.Length > page.Length ? KeyPageRequest.CursorAfter(NoticeCursor.After(page, from).ToString()) : null;
        return new ViewResponse<ListView<MemberNoticeView>>(
            StatusCodes.Status200OK,
            new(items, next),
            NotifyingJson.Default.ListViewMemberNoticeView
        )
        {
            Language = BilingualName.LanguageOf(locale),
        };
    }

    private async Task<string?> FindLocale(HttpRequest http, string memberId, CancellationToken ct) =>
        ContentNegotiation.RequestedLanguage(http) is { } language
            ? ContentNegotiation.TagOf(language)
            : (await members.Find(memberId, ct))?.Locale;

    /// <summary>Where a page ended and the next one begins. Several notices may have the same time.</summary>
    /// <param name="Since">The time of the last notice shown, in microseconds since 1970.</param>
    /// <param name="AlreadyShown">How many notices of that time earlier pages have shown.</param>
    private sealed record NoticeCursor(long Since, int AlreadyShown)
    {
        /// <summary>Limits what a made-up cursor can make the app read: notices already shown are read again.</summary>
        private const int AlreadyShownMax = 1_000;

        /// <param name="page">The notices that the page shows; at least one.</param>
        public static NoticeCursor After(IReadOnlyList<Notice> page, NoticeCursor from)
        {
            var lastTime = page[^1].AtMicroseconds;
            var shownOfLastTime = page.Count(it => it.AtMicroseconds == lastTime);
            return new(lastTime, shownOfLastTime + (lastTime == from.Since ? from.AlreadyShown : 0));
        }

        public static NoticeCursor? Parse(string text) =>
            text.Split('~') is [var sinceText, var countText]
            && long.TryParse(sinceText, NumberStyles.None, CultureInfo.InvariantCulture, out var since)
            && int.TryParse(countText, NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            && count <= AlreadyShownMax
                ? new(since, count)
                : null;

        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Since}~{AlreadyShown}");
    }
}
