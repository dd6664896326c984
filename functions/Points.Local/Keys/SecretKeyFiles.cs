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
    /// <exception cref="CannotStartException">A file is damaged.</exception>
    public static SecretKeys LoadOrCreate(DataFolder folder) =>
        new(LoadOrCreate(folder, KeysOptions.SigningSecret), LoadOrCreate(folder, KeysOptions.IntegritySecret));

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
