using System.Security.Cryptography;
using Microsoft.IdentityModel.Tokens;
using Points.Local.Hosting;

namespace Points.Local.Tokens;

/// <summary>
/// The key that signs this machine's tokens. The first run creates it, and it never leaves the data folder.
/// </summary>
internal static class SigningKey
{
    private const string FileName = "signing-key";
    private const int Bytes = 64;

    public static (SymmetricSecurityKey Key, bool IsNew) LoadOrCreate(DataFolder folder)
    {
        if (folder.Read(FileName) is { } existing)
            return existing.Length == Bytes
                ? (new(existing), false)
                : throw new CannotStartException(
                    $"{Path.Combine(folder.Path, FileName)} is damaged: it must hold {Bytes} bytes."
                );
        var created = RandomNumberGenerator.GetBytes(Bytes);
        folder.Write(FileName, created);
        return (new(created), true);
    }
}
