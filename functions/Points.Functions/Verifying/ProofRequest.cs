using System.Buffers.Text;
using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http;
using Points.Domain.Reading;
using Points.Functions.Http;

namespace Points.Functions.Verifying;

/// <summary>Which page of a proof, or of the list of ledgers, is asked for.</summary>
/// <param name="After">Entries with a higher number are asked for.</param>
/// <param name="Position">
/// Where the page begins: of the records in a proof, or of the ledgers in their list; null at the beginning.
/// </param>
/// <param name="IsOfRecords">Whether records are asked for: all entries were on earlier pages.</param>
internal sealed record ProofRequest(long After, string? Position, bool IsOfRecords, int Limit)
{
    /// <summary>In characters. The store's positions grow with the number of its partitions.</summary>
    private const int CursorLengthMax = 8_000;

    private const char Entries = 'e',
        Records = 'r',
        Ledgers = 'l';

    public static ReadResult<ProofRequest> ReadPage(HttpRequest http)
    {
        var errors = new ValidationErrors();
        var after = ReadAfter(http, errors);
        var (kind, rest) = ReadCursor(http, errors);
        if (kind == Entries)
            after = ReadNumber(rest, errors);
        else if (kind is not (default(char) or Records))
            AddCursorError(errors);
        var isOfRecords = kind == Records;
        return new(
            new(after, isOfRecords && rest.Length > 0 ? rest : null, isOfRecords, ReadLimit(http, errors)),
            errors
        );
    }

    public static ReadResult<ProofRequest> ReadList(HttpRequest http)
    {
        var errors = new ValidationErrors();
        var (kind, rest) = ReadCursor(http, errors);
        if (kind is not (default(char) or Ledgers))
            AddCursorError(errors);
        return new(new(0, rest.Length > 0 ? rest : null, IsOfRecords: false, ReadLimit(http, errors)), errors);
    }

    public static string CursorAfterEntry(long sequence) =>
        Encode(string.Create(CultureInfo.InvariantCulture, $"{Entries}{sequence}"));

    /// <param name="position">Null at the beginning of the records.</param>
    public static string CursorOfRecords(string? position) => Encode($"{Records}{position}");

    public static string CursorOfLedgers(string position) => Encode($"{Ledgers}{position}");

    /// <summary>The problem of a cursor that the store does not accept.</summary>
    public static Problem InvalidCursor { get; } = Problems.Invalid("cursor", CursorRule);

    private const string CursorRule = "must be the value of next from an earlier page";

    private static int ReadLimit(HttpRequest http, ValidationErrors errors) =>
        PageRequest.ReadLimit(http.Query["limit"], errors);

    private static long ReadAfter(HttpRequest http, ValidationErrors errors)
    {
        if ((string?)http.Query["after"] is not { } text)
            return 0;
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var after))
            return after;
        errors.AddError("after", "must be the number of an entry");
        return 0;
    }

    private static (char Kind, string Text) ReadCursor(HttpRequest http, ValidationErrors errors)
    {
        if ((string?)http.Query["cursor"] is not { } cursor)
            return (default, "");
        if (cursor.Length is > 0 and <= CursorLengthMax && Base64Url.IsValid(cursor))
        {
            var text = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(cursor));
            if (text.Length > 0)
                return (text[0], text[1..]);
        }
        AddCursorError(errors);
        return (default, "");
    }

    private static long ReadNumber(string text, ValidationErrors errors)
    {
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            return number;
        AddCursorError(errors);
        return 0;
    }

    private static void AddCursorError(ValidationErrors errors) => errors.AddError("cursor", CursorRule);

    private static string Encode(string text) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text));
}
