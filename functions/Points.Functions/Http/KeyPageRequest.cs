using System.Buffers.Text;
using System.Text;
using Microsoft.AspNetCore.Http;
using Points.Domain.Reading;

namespace Points.Functions.Http;

/// <summary>The requested page of a list that is ordered by a text key.</summary>
/// <param name="After">The last key of the page before; null for the first page.</param>
/// <param name="Limit">The largest number of items on the page.</param>
internal sealed record KeyPageRequest(string? After, int Limit)
{
    private const int KeyLengthMax = 200;

    /// <param name="isKey">Whether a text is a valid key. Cursors come from callers, so they are checked.</param>
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

    /// <summary>
    /// Makes the page from up to one item more than <see cref="Limit"/>: the extra item means that more follow.
    /// </summary>
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
        errors.AddError("cursor", "must be the value of next from an earlier page");
        return null;
    }
}
