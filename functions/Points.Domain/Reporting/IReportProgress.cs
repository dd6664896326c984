namespace Points.Domain.Reporting;

/// <summary>How far the change feed was read from which the sums follow.</summary>
public interface IReportProgress
{
    /// <summary>Looks at the feed, and adds that to what earlier looks have found.</summary>
    Task<FeedProgress> Read(DateTimeOffset now, CancellationToken ct);

    /// <summary>Looks at the feed, and keeps what it finds.</summary>
    Task Record(DateTimeOffset now, CancellationToken ct);
}
