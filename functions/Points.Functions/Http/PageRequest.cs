using System.Buffers.Binary;
using System.Buffers.Text;
using System.Globalization;
using Microsoft.AspNetCore.Http;
using Points.Domain.Reading;

namespace Points.Functions.Http;

/// <summary>The requested page of a list that is ordered by number.</summary>
/// <param name="Before">In a list with the newest first, only items with a lower number are on the page.</param>
/// <param name="Limit">The largest number of items on the page.</param>
public sealed record PageRequest(long Before, int Limit)
{
    public const int LimitMax = 200;
    internal const int LimitDefault = 50;

    /// <summary>In a list with the oldest first, only items with a higher number are on the page.</summary>
    public long After => Before == long.MaxValue ? 0 : Before;

    public static ReadResult<PageRequest> Read(HttpRequest http)
    {
        var errors = new ValidationErrors();
        return new(new(ReadCursor(http.Query["cursor"], errors), ReadLimit(http.Query["limit"], errors)), errors);
    }

    /// <summary>The cursor of the page that follows an item. It is opaque to callers: its content may change.</summary>
    public static string CursorAfter(long number)
    {
        Span<byte> bytes = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(bytes, number);
        return Base64Url.EncodeToString(bytes);
    }

    internal static int ReadLimit(string? text, ValidationErrors errors, int limitDefault = LimitDefault)
    {
        if (text is null)
            return limitDefault;
        if (
            int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var limit)
            && limit is >= 1 and <= LimitMax
        )
            return limit;
        errors.AddError("limit", $"must be a whole number from 1 to {LimitMax}");
        return limitDefault;
    }

    private static long ReadCursor(string? cursor, ValidationErrors errors)
    {
        if (cursor is null)
            return long.MaxValue;
        Span<byte> bytes = stackalloc byte[sizeof(long)];
        if (
            Base64Url.IsValid(cursor, out var length)
            && length == bytes.Length
            && Base64Url.DecodeFromChars(cursor, bytes) == bytes.Length
            && BinaryPrimitives.ReadInt64BigEndian(bytes) is > 0 and var before
        )
            return before;
        errors.AddError("cursor", "must be the value of next from an earlier page");
        return long.MaxValue;
    }
}
