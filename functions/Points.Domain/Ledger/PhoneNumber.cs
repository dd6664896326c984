namespace Points.Domain.Ledger;

/// <summary>Telephone numbers in one form (E.164), so that different ways to write a number are equal.</summary>
public static class PhoneNumber
{
    private const string Mainland = "+86";

    /// <summary>
    /// The digits of a number with its country, as E.164 allows them; shorter ones are no subscriber's.
    /// </summary>
    private const int DigitsMin = 7,
        DigitsMax = 15;

    private const int MobileDigits = 11;

    /// <summary>Area code, with its 0, and local number.</summary>
    private const int LandlineDigitsMin = 10,
        LandlineDigitsMax = 12;

    /// <summary>
    /// Normalises a number: spaces and hyphens are dropped, and <c>00</c> is <c>+</c>. A number without a country is of
    /// mainland China: 11 digits of a mobile number, or a landline with its area code.
    /// </summary>
    /// <returns>For example <c>+8613800138000</c>; null if the text is no complete number.</returns>
    public static string? Normalise(string text)
    {
        var compact = string.Concat(text.Where(c => c is not (' ' or '-')));
        var digits = compact.TrimStart('+');
        if (digits.Length < compact.Length - 1 || digits.Length == 0 || !digits.All(char.IsAsciiDigit))
            return null;
        if (compact[0] == '+')
            return International(digits);
        if (digits.StartsWith("00", StringComparison.Ordinal))
            return International(digits[2..]);
        if (IsMobile(digits))
            return Mainland + digits;
        if (digits.StartsWith("86", StringComparison.Ordinal) && IsMobile(digits[2..]))
            return "+" + digits;
        return digits is ['0', ..] && digits.Length is >= LandlineDigitsMin and <= LandlineDigitsMax
            ? Mainland + digits[1..]
            : null;
    }

    private static bool IsMobile(string digits) => digits.Length == MobileDigits && digits is ['1', >= '3', ..];

    /// <summary>The 0 before an area code is dialled only within the country.</summary>
    private static string? International(string digits) =>
        digits.StartsWith("860", StringComparison.Ordinal) ? International("86" + digits[3..])
        : digits.Length is >= DigitsMin and <= DigitsMax && digits[0] != '0' ? "+" + digits
        : null;
}
