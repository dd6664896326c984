namespace Points.Cli.Client;

/// <summary>A request to a host, without its token.</summary>
/// <param name="Path">The path relative to the URL of the host.</param>
/// <param name="Json">The body; null for none.</param>
internal sealed record HostRequest(
    HttpMethod Method,
    string Path,
    byte[]? Json = null,
    (string Name, string Value)? Header = null
);
