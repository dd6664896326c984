using Points.Client;

namespace Points.Cli.Hosts;

/// <summary>A final answer of a host: repeating the request would not change it.</summary>
/// <param name="Accepted">What was asked for; null if the host refused it.</param>
/// <param name="Refusal">Why the host refused it; null if it did not.</param>
internal sealed record HostAnswer<T>(PointsResponse<T>? Accepted, Problem? Refusal);
