using System.Globalization;
using System.Text.RegularExpressions;
using Points.Cli.Files;

namespace Points.Cli.Importing.Formats;

/// <summary>
/// An amount as a cell has it, without sign and currency, before it is known whether points or commas separate its
/// decimals.
/// </summary>
/// <param name="Digits">Digits, points, commas, and spaces or apostrophes between thousands.</param>
internal sealed partial record WrittenAmount(bool IsNegative, string Digits)
{
    private const int LengthMax = 40;

    /// <summary>Signs of the yuan, at either end of an amount.</summary>
    private static readonly string[] Currencies = ["¥", "￥", "人民币", "CNY", "RMB", "元", "圆"];

    public bool IsZero => !Digits.AsSpan().ContainsAnyInRange('1', '9');

    /// <returns>Null if the text is no amount of yuan.</returns>
    public static WrittenAmount? Parse(string text)
    {
        if (text.Length is 0 or > LengthMax)
            return null;
        var rest = FullWidth.ToAscii(text.Replace('￥', '¥')).Replace('\u2212', '-').Trim();
        var hasBrackets = rest is ['(', .., ')'];
        if (hasBrackets)
            rest = rest[1..^1].Trim();
        var signs = "";
        // A sign may stand before or after the currency, and behind the amount: -¥5, ¥-5, 5-.
        for (var before = -1; before != rest.Length; )
        {
            before = rest.Length;
            rest = TakeSign(TakeCurrency(rest), ref signs);
        }
        if (signs.Length > 1 || (hasBrackets && signs.Length > 0) || !Allowed().IsMatch(rest))
            return null;
        return new(hasBrackets || signs == "-", rest);
    }

    /// <summary>The amount without its sign; null if the format does not allow it.</summary>
    public decimal? Read(NumberFormat format)
    {
        var (group, point) = format == NumberFormat.Point ? (',', '.') : ('.', ',');
        var parts = Digits.Split(point);
        if (parts.Length > 2 || (parts.Length == 2 && (parts[1].Length == 0 || !parts[1].All(char.IsAsciiDigit))))
            return null;
        if (WholePart(parts[0], group) is not { } whole)
            return null;
        return decimal.TryParse(
            $"{whole}.{(parts.Length == 2 ? parts[1] : "0")}",
            NumberStyles.AllowDecimalPoint,
            CultureInfo.InvariantCulture,
            out var amount
        )
            ? amount
            : null;
    }

    /// <summary>How many decimals are written.</summary>
    public int Decimals(NumberFormat format)
    {
        var at = Digits.LastIndexOf(format == NumberFormat.Point ? '.' : ',');
        return at < 0 ? 0 : Digits.Length - at - 1;
    }

    /// <summary>Removes the separators between thousands: all alike, and three digits after each.</summary>
    private static string? WholePart(string text, char group)
    {
        var separators = text.Where(it => !char.IsAsciiDigit(it)).Distinct().ToArray();
        if (separators.Length == 0)
            return text.Length == 0 ? null : text;
        if (separators.Length > 1 || (separators[0] != group && separators[0] is '.' or ','))
            return null;
        var groups = text.Split(separators[0]);
        return groups[0].Length is >= 1 and <= 3 && groups[1..].All(it => it.Length == 3)
            ? string.Concat(groups)
            : null;
    }

    private static string TakeCurrency(string text)
    {
        foreach (var currency in Currencies)
        {
            if (text.StartsWith(currency, StringComparison.OrdinalIgnoreCase))
                return text[currency.Length..].Trim();
            if (text.EndsWith(currency, StringComparison.OrdinalIgnoreCase))
                return text[..^currency.Length].Trim();
        }
        return text;
    }

    private static string TakeSign(string text, ref string signs)
    {
        if (text is [('-' or '+') and var first, ..])
        {
            signs += first;
            return text[1..].Trim();
        }
        if (text is not [.., '-'])
            return text;
        signs += '-';
        return text[..^1].Trim();
    }

    [GeneratedRegex(
        "^[0-9][0-9.,' \u00A0\u2009\u202F’]*$",
        RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 1_000
    )]
    private static partial Regex Allowed();
}
