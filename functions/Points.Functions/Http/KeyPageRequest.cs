using System.Buffers.Text;
using System.Text;
using Microsoft.AspNetCore.Http;
using Points.Domain.Reading;

namespace Points.Functions.Http;

/// <summary>Which page of a list is asked for that is in the order of texts.</summary>
/// <param name="After">Only what follows this one in the list; null for the first page.</param>
internal sealed record KeyPageRequest(string? After, int Limit)
{
    private const int KeyLengthMax = 200;

    /// <param name="isKey">Whether a text can be where a page ends: cursors come from callers.</param>
    public static ReadResult<KeyPageRequest> Read(
        HttpRequest http,
        Func<string, bool> isKey,
        int limitDefault = PageRequest.LimitDefault
    )
    {
        var errors = new ValidationErrors();
        return new(
            new(
                ReadCursor(http.Query["cursor"], isKey, errors),
                PageRequest.ReadLimit(http.Query["limit"], errors, limitDefault)
            ),
            errors
        );
    }

    /// <summary>A page of a list of which one more was read than is shown.</summary>
    public ListView<TView> ToListView<T, TView>(IReadOnlyList<T> read, Func<T, TView> view, Func<T, string> keyOf) =>
        new([.. read.Take(Limit).Select(view)], read.Count > Limit ? CursorAfter(keyOf(read[Limit - 1])) : null);

    public static string CursorAfter(string key) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(key));

    private static string? ReadCursor(string? cursor, Func<string, bool> isKey, ValidationErrors errors)
    {
        if (cursor is null)
            return null;
        if (
            cursor.Length <= KeyLengthMax
            && Base64Url.IsValid(cursor)
            && Encoding.UTF8.GetString(Base64Url.DecodeFromChars(cursor)) is var key
            && isKey(key)
        )
            return key;
        errors.AddError("cursor", "must be the next of an earlier page");
        return null;
    }
}
