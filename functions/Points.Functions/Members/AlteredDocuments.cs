using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;
using Points.Domain;
using Points.Domain.Enrolling;
using Points.Domain.Observing;

namespace Points.Functions.Members;

/// <summary>
/// Freezes the member of whom a stored document was changed outside of Points, and says so in the log and in a metric.
/// Every read of the document fails until it is restored, also if the member is unfrozen.
/// </summary>
public sealed partial class AlteredDocuments(IMemberStore members, ILogger<AlteredDocuments> log)
{
    private static readonly Counter<long> Found = Signals.Meter.CreateCounter<long>(
        "points.documents.altered",
        "{read}",
        "Reads of stored documents that were changed outside of Points."
    );

    public async Task Report(AlteredDocumentException altered, CancellationToken ct)
    {
        Found.Add(1);
        LogAltered(altered.DocumentId);
        await members.Update(
            altered.Partition,
            current => current is { FrozenReason: null } ? current with { FrozenReason = altered.Message } : null,
            ct
        );
    }

    [LoggerMessage(
        Level = LogLevel.Error,
        Message = "The document {DocumentId} was changed outside of Points; its member is frozen"
    )]
    private partial void LogAltered(string documentId);
}
