using System.Globalization;
using Microsoft.AspNetCore.Http;
using Points.Domain;
using Points.Domain.Enrolling;
using Points.Domain.Ledger;
using Points.Domain.Notifying;
using Points.Functions.Http;
using Points.Functions.Terms;

namespace Points.Functions.Notifying;

/// <summary>A member's notices, page by page, newest first: in the language that is asked for, else in the member's.</summary>
public sealed class NoticePages(INotices notices, IMemberStore members)
{
    public async Task<IResult> List(HttpRequest http, string memberId, CancellationToken ct)
    {
        var asked = KeyPageRequest.Read(http, isKey: it => NoticeCursor.Parse(it) is not null);
        if (!asked.TryGetValue(out var paging))
            return Problems.Invalid(asked.Errors);
        var from = paging.After is null ? new(long.MaxValue, 0) : NoticeCursor.Parse(paging.After)!;
        var found = await notices.List(memberId, from.Since, from.AlreadyShown + paging.Limit + 1, ct);
        var rest = found.Skip(from.AlreadyShown).ToArray();
        var locale = await FindLocale(http, memberId, ct);
        var items = rest.Take(paging.Limit).Select(it => MemberNoticeView.From(it, text => text.In(locale))).ToArray();
        var next =
            rest.Length > paging.Limit
                ? KeyPageRequest.CursorAfter(NoticeCursor.After(rest[..paging.Limit], from).ToString())
                : null;
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

    /// <summary>Where a page ends: several notices may be of one moment.</summary>
    /// <param name="AlreadyShown">How many of that moment earlier pages have shown.</param>
    private sealed record NoticeCursor(long Since, int AlreadyShown)
    {
        private const int PassedMax = 1_000;

        public static NoticeCursor After(IReadOnlyList<Notice> shown, NoticeCursor from)
        {
            var last = shown[^1].AtMicroseconds;
            return new(
                last,
                shown.Count(it => it.AtMicroseconds == last) + (last == from.Since ? from.AlreadyShown : 0)
            );
        }

        public static NoticeCursor? Parse(string text) =>
            text.Split('~') is [var since, var passed]
            && long.TryParse(since, NumberStyles.None, CultureInfo.InvariantCulture, out var moment)
            && int.TryParse(passed, NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            && count <= PassedMax
                ? new(moment, count)
                : null;

        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Since}~{AlreadyShown}");
    }
}
