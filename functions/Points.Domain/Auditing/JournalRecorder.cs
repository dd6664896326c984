using Points.Domain.Files;

namespace Points.Domain.Auditing;

/// <summary>
/// Appends what staff did to the auditors' journal, and anchors the heads of the chains in files. Doing it again for
/// the same actions changes nothing.
/// </summary>
public sealed class JournalRecorder(IJournal journal, IWriteOnceFiles files)
{
    /// <summary>
    /// All chains of a day. A page that spans many days, after a restore, does not send more at once.
    /// </summary>
    private const int ChainsAtOnce = JournalChain.Ranges;

    /// <exception cref="StoreBusyException">The store throttles; the same actions may be recorded again.</exception>
    /// <exception cref="StoreUnavailableException">
    /// The store, or that of the files, does not answer; the same actions may be recorded again.
    /// </exception>
    public Task Record(IEnumerable<StaffAction> actions, CancellationToken ct) =>
        Parallel.ForEachAsync(
            actions.DistinctBy(action => action.ItemId).GroupBy(action => action.Chain),
            new ParallelOptions { MaxDegreeOfParallelism = ChainsAtOnce, CancellationToken = ct },
            async (chain, stopped) =>
            {
                // The head is anchored even if nothing was new: a process may have ended before it wrote the file.
                var anchor = JournalAnchor.Of(await journal.Append(chain.Key, [.. chain], stopped));
                using var content = new MemoryStream(anchor.ToJson(), writable: false);
                await files.Write(anchor.FileName, "application/json", content, stopped);
            }
        );
}
