using Points.Client;

namespace Points.Cli.Hosts;

/// <summary>Says in one line what a problem document says.</summary>
internal static class ProblemReason
{
    /// <summary>The invalid fields with what is wrong about each, or else the detail.</summary>
    public static string Reason(this Problem problem) =>
        problem.Errors is { Count: > 0 } errors
            ? string.Join("; ", errors.Select(error => $"{error.Key} {error.Value}"))
            : problem.Detail;
}
