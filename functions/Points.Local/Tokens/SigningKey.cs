using System.Security.Cryptography;
using Microsoft.IdentityModel.Tokens;
using Points.Local.Hosting;

namespace Points.Local.Tokens;

/// <summary>The key that signs this machine's tokens: made at the first run, never leaves the data folder.</summary>
internal static class SigningKey
{
    private const string FileName = "signing-key";
    private const int Bytes = 64;

    public static (SymmetricSecurityKey Key, bool IsNew) LoadOrCreate(DataFolder folder)
    {
        if (folder.Read(FileName) is { } kept)
            return kept.Length == Bytes
                ? (new(kept), false)
                : throw new CannotStartException(
                    $"{Path.Combine(folder.Path, FileName)} is damaged: it must hold {Bytes} bytes."
                );
        var made = RandomNumberGenerator.GetBytes(Bytes);
        folder.Write(FileName, made);
        return (new(made), true);
    }
}
