using System.Security.Cryptography;
using System.Text;
using Points.Domain.Keys;
using Points.Functions.Settings;
using Points.Local.Hosting;

namespace Points.Local.Keys;

/// <summary>
/// The secret keys of this machine. The first run creates them, and they never leave the data folder. A file may list
/// several keys, one a line; the first is in use.
/// </summary>
internal static class SecretKeyFiles
{
    /// <summary>While this file is there, stored documents without a MAC are accepted.</summary>
    private const string UnsealedFile = "accept-documents-without-mac";

    /// <exception cref="CannotStartException">A file is damaged.</exception>
    /// <param name="isFirstRun">Whether the folder was empty before this run.</param>
    public static SecretKeys LoadOrCreate(DataFolder folder, bool isFirstRun)
    {
        // A version without MACs has written what is there before the first key.
        if (!isFirstRun && folder.Read(KeysOptions.IntegritySecret) is null)
            folder.Write(UnsealedFile, []);
        return new(LoadOrCreate(folder, KeysOptions.SigningSecret), LoadOrCreate(folder, KeysOptions.IntegritySecret))
        {
            AcceptUnsealedUntil = folder.Read(UnsealedFile) is null ? null : DateTimeOffset.MaxValue,
        };
    }

    private static KeyVersions LoadOrCreate(DataFolder folder, string fileName)
    {
        if (folder.Read(fileName) is { } existing)
            return KeyVersions.TryParse(Encoding.ASCII.GetString(existing))
                ?? throw new CannotStartException(
                    $"{Path.Combine(folder.Path, fileName)} is damaged: it {KeyListAttribute.Rule}."
                );
        var created = new SecretKey(RandomNumberGenerator.GetBytes(SecretKey.Length));
        folder.Write(fileName, Encoding.ASCII.GetBytes(Convert.ToBase64String(created.Bytes) + '\n'));
        return KeyVersions.From(created);
    }
}
