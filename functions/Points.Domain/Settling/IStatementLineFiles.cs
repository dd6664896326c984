namespace Points.Domain.Settling;

/// <summary>The files with the lines behind statements: written once.</summary>
public interface IStatementLineFiles
{
    /// <summary>Writes a file line by line, however many there are; one that is there already must be the same.</summary>
    /// <returns>The SHA-256 of its bytes, in hexadecimal.</returns>
    /// <exception cref="InvalidDataException">There is another file in its place.</exception>
    Task<string> Write(
        SettlementPeriod period,
        AccountHolder holder,
        IAsyncEnumerable<SettlementLine> lines,
        CancellationToken ct
    );

    /// <returns>The SHA-256 of a file as it is, in hexadecimal; null if there is none.</returns>
    Task<string?> FindHash(SettlementPeriod period, AccountHolder holder, CancellationToken ct);

    /// <returns>Null if there is no such file; else its content, for the caller to close.</returns>
    Task<Stream?> Read(SettlementPeriod period, AccountHolder holder, CancellationToken ct);
}
