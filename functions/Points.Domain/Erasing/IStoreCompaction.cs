namespace Points.Domain.Erasing;

/// <summary>Removes the bytes of what was deleted. A managed store does that by itself.</summary>
public interface IStoreCompaction
{
    /// <summary>Rewrites what is stored without what was deleted or replaced. Writes may wait meanwhile.</summary>
    Task Compact(CancellationToken ct);
}
