namespace Points.Domain.Settling;

/// <summary>Stores the files with the lines behind statements. A file is written once.</summary>
public interface IStatementLineFiles
{
    /// <summary>
    /// Writes a file line by line, of any length. A file that exists already must have the same content.
    /// </summary>
    /// <returns>The SHA-256 of the file, in hexadecimal.</returns>
    /// <exception cref="InvalidDataException">The file exists with other content.</exception>
    Task<string> Write(
        SettlementPeriod period,
        AccountHolder holder,
        IAsyncEnumerable<SettlementLine> lines,
        CancellationToken ct
    );

    /// <returns>The SHA-256 of the stored file, in hexadecimal; null if there is no such file.</returns>
    Task<string?> FindHash(SettlementPeriod period, AccountHolder holder, CancellationToken ct);

    /// <returns>The file's content, for the caller to dispose; null if there is no such file.</returns>
    Task<Stream?> Read(SettlementPeriod period, AccountHolder holder, CancellationToken ct);
}
