using System.Security.Cryptography;

namespace Points.Functions.Redeeming;

/// <summary>Generates codes that cannot be guessed.</summary>
internal static class RandomCodes
{
    /// <summary>Letters and digits that do not look alike, because people read the codes out.</summary>
    private const string Readable = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";

    private const string Digits = "0123456789";
    private const int VoucherLength = 16,
        SpendLength = 18;

    /// <summary>80 random bits: a voucher's code stays valid for months.</summary>
    public static string NewVoucherCode() => RandomNumberGenerator.GetString(Readable, VoucherLength);

    /// <summary>18 digits, which a bar code at a till can show. The code is valid for one minute.</summary>
    public static string NewSpendCode() => RandomNumberGenerator.GetString(Digits, SpendLength);
}
