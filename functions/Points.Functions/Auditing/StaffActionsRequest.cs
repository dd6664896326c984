using System.Globalization;
using Microsoft.AspNetCore.Http;
using Points.Domain.Auditing;
using Points.Domain.Reading;
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
        var from = QueryTime.Read(http, "from", isEnd: false, errors);
        var before = QueryTime.Read(http, "to", isEnd: true, errors) is { } to ? JournalItem.SortKeyAt(to) : End;
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
