namespace Emulators.CosmosDb.Serving;

/// <summary>The options of the HTTPS server.</summary>
/// <param name="Folder">
/// The folder that holds the certificate and the keys; it and they are created when they are missing. Only its owner
/// may read them.
/// </param>
public sealed record CosmosServerOptions(string Folder)
{
    /// <summary>The port on 127.0.0.1; 0 takes any free port.</summary>
    public int Port { get; init; }

    /// <summary>
    /// Whether a Microsoft Entra ID token may use the account; null refuses all of them, so that only the key remains.
    /// </summary>
    public Func<string, bool>? AcceptsToken { get; init; }

    /// <summary>The clock for the certificate's validity.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}
