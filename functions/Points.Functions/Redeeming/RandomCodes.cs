using System.Security.Cryptography;

namespace Points.Functions.Redeeming;

/// <summary>Random codes that nobody guesses.</summary>
internal static class RandomCodes
{
    /// <summary>Without letters and digits that look alike: people read them out.</summary>
    private const string Readable = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";

    private const string Digits = "0123456789";
    private const int VoucherLength = 16,
        SpendLength = 18;

    /// <summary>Eighty bits.</summary>
    public static string NewVoucherCode() => RandomNumberGenerator.GetString(Readable, VoucherLength);

    /// <summary>As long as a bar code at a till can be, for a minute.</summary>
    public static string NewSpendCode() => RandomNumberGenerator.GetString(Digits, SpendLength);
}
