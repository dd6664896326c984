using System.Globalization;
using Microsoft.AspNetCore.Http;
using Points.Domain;
using Points.Domain.Auditing;
using Points.Domain.Reading;
using Points.Domain.Settling;
using Points.Functions.Http;

namespace Points.Functions.Auditing;

/// <summary>Which items of the auditors' journal are asked for.</summary>
internal sealed record StaffActionsRequest(JournalSearch Search, int Limit)
{
    /// <summary>In characters.</summary>
    private const int SubjectLengthMax = 200,
        KindLengthMax = 64;

    /// <summary>Sorts after every item.</summary>
    private const string End = "~";

    private static readonly int InstantLength = JournalItem.SortKeyAt(default).Length;

    public static ReadResult<StaffActionsRequest> Read(HttpRequest http)
    {
        var (paging, errors) = (KeyPageRequest.Read(http, IsSortKey), new ValidationErrors());
        foreach (var (name, reason) in paging.Errors.ByPath)
            errors.AddError(name, reason);
        var from = ReadTime(http, "from", isEnd: false, errors);
        var before = ReadTime(http, "to", isEnd: true, errors) is { } to ? JournalItem.SortKeyAt(to) : End;
        if (paging.Value!.After is { } after && string.CompareOrdinal(after, before) < 0)
            before = after;
        var search = new JournalSearch(
            from,
            before,
            ReadText(http, "actor", SubjectLengthMax, errors),
            ReadText(http, "kind", KindLengthMax, errors)
        );
        return new(new(search, paging.Value.Limit), errors);
    }

    /// <param name="isEnd">Whether a day means its end: the last day belongs to the list.</param>
    private static DateTimeOffset? ReadTime(HttpRequest http, string name, bool isEnd, ValidationErrors errors)
    {
        if ((string?)http.Query[name] is not { } text)
            return null;
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            return SettlementPeriod.StartOfDay(isEnd ? day.PlusDays(1) : day);
        // A plus sign that was not escaped is a space.
        if (FieldReader.TryReadInstant(text.Replace(' ', '+')) is { } instant)
            return instant;
        errors.AddError(name, "must be a day such as 2027-03-10, or an instant with its offset");
        return null;
    }

    private static string? ReadText(HttpRequest http, string name, int lengthMax, ValidationErrors errors)
    {
        if ((string?)http.Query[name] is not { } text)
            return null;
        if (text.Length is 0 || text.Length > lengthMax)
            errors.AddError(name, $"must have 1 to {lengthMax} characters");
        return text;
    }

    private static bool IsSortKey(string key) =>
        key.Length >= InstantLength
        && DateTimeOffset.TryParseExact(
            key.AsSpan(0, InstantLength),
            "O",
            CultureInfo.InvariantCulture,
            DateTimeStyles.None,
            out _
        );
}
