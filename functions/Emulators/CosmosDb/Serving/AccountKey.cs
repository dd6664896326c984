using System.Security.Cryptography;

namespace Emulators.CosmosDb.Serving;

/// <summary>The account's key: 64 random bytes that the first start creates.</summary>
internal static class AccountKey
{
    public const string FileName = "account-key.txt";
    private const int Bytes = 64;

    /// <exception cref="InvalidDataException">The file does not hold a key.</exception>
    public static byte[] LoadOrCreate(ServerFolder folder)
    {
        if (folder.Read(FileName) is { } text)
        {
            var existing = new byte[Bytes];
            return Convert.TryFromBase64String(text.Trim(), existing, out var length) && length == Bytes
                ? existing
                : throw new InvalidDataException(
                    $"{folder.PathOf(FileName)} is damaged: it must hold {Bytes} bytes in Base64."
                );
        }
        var created = RandomNumberGenerator.GetBytes(Bytes);
        folder.Write(FileName, Convert.ToBase64String(created));
        return created;
    }
}
