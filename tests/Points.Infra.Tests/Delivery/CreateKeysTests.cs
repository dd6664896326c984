using System.ComponentModel.DataAnnotations;
using System.Diagnostics;
using Points.Functions.Settings;
using Points.Tests;

namespace Points.Infra.Tests.Delivery;

/// <summary>The script creates the keys that are missing in the vault, and shows none.</summary>
public sealed class CreateKeysTests : IDisposable
{
    /// <summary>Answers as the Azure CLI does: the list of secrets is files of a folder.</summary>
    private const string Az = """
        #!/bin/sh
        printf '%s\n' "$*" >> "$VAULT/log"
        case "$*" in
          "account show"*) echo subscription-1 ;;
          *"--method get"*) test ! -e "$VAULT/closed" || exit 1
            name=$(printf '%s' "$*" | sed "s#.*'/secrets/\([a-z-]*\)'.*#\1#"); ls "$VAULT" | grep -c "^$name\$" || true ;;
          *"--method put"*) name=$(printf '%s' "$*" | sed 's#.*/secrets/\([a-z-]*\)?.*#\1#')
            cat "$(printf '%s' "$*" | sed 's#.*--body @\([^ ]*\) .*#\1#')" > "$VAULT/$name" ;;
        esac
        """;

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Missing_keys_are_created_once_and_never_shown()
    {
        if (OperatingSystem.IsWindows())
            return;
        var (exitCode, output) = await Run();
        var first = Stored();
        var (again, _) = await Run();

        Assert.Equal((0, 0), (exitCode, again));
        Assert.Equal(first, Stored());
        Assert.All(first, secret => Assert.Null(Refuse(secret)));
        Assert.DoesNotContain(first, secret => output.Contains(secret, StringComparison.Ordinal));
        var arguments = await File.ReadAllTextAsync(_folder.PathOf("log"), TestContext.Current.CancellationToken);
        Assert.DoesNotContain(first, secret => arguments.Contains(secret, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_vault_that_does_not_answer_gets_no_keys()
    {
        if (OperatingSystem.IsWindows())
            return;
        _folder.Write("closed", "");

        var (exitCode, _) = await Run();

        Assert.NotEqual(0, exitCode);
        Assert.Empty(Stored());
    }

    /// <summary>What the app says against a secret; null if it takes it.</summary>
    private static ValidationResult? Refuse(string secret) =>
        new KeyListAttribute().GetValidationResult(secret, new(new object()));

    private string[] Stored() =>
        [
            .. new[] { KeysOptions.SigningSecret, KeysOptions.IntegritySecret }
                .Select(name => _folder.PathOf(name))
                .Where(File.Exists)
                .Select(file => File.ReadAllText(file).Split('"')[5]),
        ];

    private async Task<(int ExitCode, string Output)> Run()
    {
        var az = _folder.Write("az", Az);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(az, UnixFileMode.UserRead | UnixFileMode.UserExecute | UnixFileMode.UserWrite);
        using var script = Process.Start(
            new ProcessStartInfo("sh", [RepositoryFolder.Of("infra", "create-keys.sh"), "rg-points", "kv-points"])
            {
                UseShellExecute = false,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                Environment =
                {
                    ["PATH"] = Path.GetDirectoryName(az) + ":" + Environment.GetEnvironmentVariable("PATH"),
                    ["VAULT"] = Path.GetDirectoryName(az),
                },
            }
        )!;
        var ct = TestContext.Current.CancellationToken;
        var output = script.StandardOutput.ReadToEndAsync(ct);
        var errors = script.StandardError.ReadToEndAsync(ct);
        await script.WaitForExitAsync(ct);
        return (script.ExitCode, await output + await errors);
    }
}
