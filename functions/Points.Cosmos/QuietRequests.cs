using System.Reflection;
using Microsoft.Azure.Cosmos;

namespace Points.Cosmos;

/// <summary>
/// Options of requests for which the SDK writes no diagnostics. It writes them into every response, where nobody reads
/// them, and that takes a quarter of its time for a request. The SDK knows the switch but does not publish it, so a
/// version that has it no more writes diagnostics again.
/// </summary>
internal static class QuietRequests
{
    private static readonly MethodInfo? DisableDiagnostics = typeof(RequestOptions)
        .GetProperty("DisablePointOperationDiagnostics", BindingFlags.Instance | BindingFlags.NonPublic)
        ?.SetMethod;

    /// <summary>Whether this version of the SDK can leave diagnostics out.</summary>
    public static bool CanBeQuiet => DisableDiagnostics is not null;

    public static T WithoutDiagnostics<T>(this T options)
        where T : RequestOptions
    {
        DisableDiagnostics?.Invoke(options, [true]);
        return options;
    }
}
