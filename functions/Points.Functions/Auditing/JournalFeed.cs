using System.Text.Json;
using Points.Cosmos.Auditing;
using Points.Domain.Auditing;

namespace Points.Functions.Auditing;

/// <summary>Records in the auditors' journal what staff did, from pages of change feeds.</summary>
public sealed class JournalFeed(StaffActions staff, JournalRecorder recorder, TimeProvider clock)
{
    /// <inheritdoc cref="StaffActions.ReadPage"/>
    public async Task Record(
        string container,
        IReadOnlyList<JsonElement> changes,
        Func<JsonElement, InvalidDataException, Task> setAside,
        CancellationToken ct
    )
    {
        var actions = await staff.ReadPage(container, changes, setAside, ct);
        if (actions.Count == 0)
            return;
        // Before the record: attempts that fail are measured too, and the lag grows until one succeeds.
        JournalLag.Record(actions.Select(action => action.Facts.At), clock.GetUtcNow());
        await recorder.Record(actions, ct);
    }

    /// <summary>Records what one document says that staff did.</summary>
    /// <returns>False if it says nothing of that.</returns>
    /// <exception cref="InvalidDataException">The document cannot be read.</exception>
    public async Task<bool> TryRecord(string container, string partition, string documentId, CancellationToken ct)
    {
        if (await staff.Find(container, partition, documentId, ct) is not { } action)
            return false;
        await recorder.Record([action], ct);
        return true;
    }
}
