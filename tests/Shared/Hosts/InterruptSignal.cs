using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace Points.Tests;

/// <summary>
/// Lets started processes receive SIGINT even if this process ignores it, as a job in the background of a script does.
/// A child process inherits an ignored SIGINT, and .NET then does not handle the signal.
/// </summary>
internal static class InterruptSignal
{
    private const string StatusFile = "/proc/self/status",
        IgnoredSignals = "SigIgn:";

    /// <summary>The bit of SIGINT (signal 2) in a signal mask.</summary>
    private const ulong SigIntBit = 1 << 1;

    private static readonly TimeSpan ProbeTimeMax = TimeSpan.FromSeconds(10);
    private static readonly Lazy<bool> EnvCanRestore = new(ProbeEnv);

    /// <summary>Whether a process that is started by <see cref="Restore"/> receives SIGINT.</summary>
    public static bool IsReceived => EnvCanRestore.Value || !IsIgnoredHere();

    /// <summary>Puts <c>env</c> before a command where <c>env</c> can restore the default handling of SIGINT.</summary>
    public static string[] Restore(string[] command) =>
        EnvCanRestore.Value ? ["env", "--default-signal=INT", .. command] : command;

    /// <summary>GNU env has the option since coreutils 8.31. Other implementations refuse it.</summary>
    private static bool ProbeEnv()
    {
        try
        {
            using var env = Process.Start(
                new ProcessStartInfo("env", ["--default-signal=INT", "true"])
                {
                    UseShellExecute = false,
                    RedirectStandardError = true,
                }
            )!;
            return env.WaitForExit(ProbeTimeMax) && env.ExitCode == 0;
        }
        catch (Win32Exception)
        {
            return false; // There is no env.
        }
    }

    private static bool IsIgnoredHere()
    {
        if (!File.Exists(StatusFile))
            return false;
        var line = File.ReadLines(StatusFile).Single(it => it.StartsWith(IgnoredSignals, StringComparison.Ordinal));
        var mask = ulong.Parse(
            line[IgnoredSignals.Length..].Trim(),
            NumberStyles.HexNumber,
            CultureInfo.InvariantCulture
        );
        return (mask & SigIntBit) != 0;
    }
}
