using System.Globalization;
using Microsoft.AspNetCore.Http;
using Points.Domain.Notifying;
using Points.Domain.Ports;
using Points.Domain.Programmes;
using Points.Functions.Http;
using Points.Functions.Terms;

namespace Points.Functions.Notifying;

/// <summary>A member's notices, page by page, newest first: in the language that is asked for, else in the member's.</summary>
public sealed class NoticePages(INotices notices, IMemberStore members)
{
    public async Task<IResult> Answer(HttpRequest http, string memberId, CancellationToken ct)
    {
        var asked = KeyPaging.Of(http, isKey: it => Place.Parse(it) is not null);
        if (!asked.Succeeded(out var paging))
            return Problems.Invalid(asked.Faults);
        var from = paging.From is null ? new(long.MaxValue, 0) : Place.Parse(paging.From)!;
        var found = await notices.Of(memberId, from.Since, from.Passed + paging.Limit + 1, ct);
        var rest = found.Skip(from.Passed).ToArray();
        var locale = await Locale(http, memberId, ct);
        var items = rest.Take(paging.Limit).Select(it => MemberNoticeView.Of(it, text => text.In(locale))).ToArray();
        var next =
            rest.Length > paging.Limit
                ? KeyPaging.CursorAfter(Place.After(rest[..paging.Limit], from).ToString())
                : null;
        return new Answer<ListView<MemberNoticeView>>(
            StatusCodes.Status200OK,
            new(items, next),
            NotifyingJson.Default.ListViewMemberNoticeView
        )
        {
            Language = BilingualName.LanguageOf(locale),
        };
    }

    private async Task<string?> Locale(HttpRequest http, string memberId, CancellationToken ct) =>
        Negotiation.Asked(http) is { } language
            ? Negotiation.TagOf(language)
            : (await members.Find(memberId, ct))?.Locale;

    /// <summary>Where a page ends: several notices may be of one moment.</summary>
    /// <param name="Passed">How many of that moment earlier pages have shown.</param>
    private sealed record Place(long Since, int Passed)
    {
        private const int PassedMax = 1_000;

        public static Place After(IReadOnlyList<Notice> shown, Place from)
        {
            var last = shown[^1].Since;
            return new(last, shown.Count(it => it.Since == last) + (last == from.Since ? from.Passed : 0));
        }

        public static Place? Parse(string text) =>
            text.Split('~') is [var since, var passed]
            && long.TryParse(since, NumberStyles.None, CultureInfo.InvariantCulture, out var moment)
            && int.TryParse(passed, NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            && count <= PassedMax
                ? new(moment, count)
                : null;

        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Since}~{Passed}");
    }
}
