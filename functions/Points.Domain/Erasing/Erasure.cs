namespace Points.Domain.Erasing;

/// <summary>An erasure that is under way. It does not name the member.</summary>
/// <param name="LedgerKey">The key of the member's ledgers. It leads to them until the erasure is done.</param>
/// <param name="IsRelayed">Whether the reader of the change feed has passed the member's last entries.</param>
public sealed record Erasure(string LedgerKey, DateTimeOffset RequestedAt, bool IsRelayed);
