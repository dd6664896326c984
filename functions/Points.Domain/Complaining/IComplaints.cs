using Points.Domain.Actors;
using Points.Domain.Ledger;

namespace Points.Domain.Complaining;

/// <summary>Stores complaints, each beside the wallet that it is about.</summary>
public interface IComplaints
{
    /// <returns>The complaint with its version; null if the member has none of that id.</returns>
    Task<(Complaint Complaint, string Version)?> Find(string memberId, string complaintId, CancellationToken ct);

    /// <param name="act">Who raises it.</param>
    /// <returns>False, with nothing written, if there is one of that id.</returns>
    Task<bool> TryAdd(Complaint complaint, Act act, CancellationToken ct);

    /// <summary>Stores an answer, with the notice that tells the member of it.</summary>
    /// <param name="act">Who answers.</param>
    /// <returns>False, with nothing written, if the stored version is another.</returns>
    Task<bool> TryAnswer(Complaint complaint, string expectedVersion, Notice notice, Act act, CancellationToken ct);

    /// <summary>Stores that operators were reminded.</summary>
    /// <returns>False, with nothing written, if the stored version is another.</returns>
    Task<bool> TryReplace(Complaint complaint, string expectedVersion, CancellationToken ct);

    /// <summary>Lists a member's complaints, newest first.</summary>
    /// <param name="before">Lists only those with a lower <see cref="Complaint.SortKey"/>; null for all.</param>
    Task<IReadOnlyList<Complaint>> List(string memberId, string? before, int limit, CancellationToken ct);

    /// <summary>Lists the open complaints of all members, those first that must be answered first.</summary>
    /// <param name="after">Lists only those with a higher <see cref="Complaint.DueKey"/>; null for all.</param>
    Task<IReadOnlyList<Complaint>> ListOpen(string? after, int limit, CancellationToken ct);

    /// <summary>Counts a member's open complaints.</summary>
    Task<long> CountOpen(string memberId, CancellationToken ct);

    /// <summary>Counts the open complaints that should have been answered by an instant.</summary>
    Task<long> CountOverdue(DateTimeOffset at, CancellationToken ct);

    /// <summary>Counts the complaints of which operators should have been reminded by an instant.</summary>
    Task<long> CountDue(DateTimeOffset at, CancellationToken ct);
}

/// <summary>Identifies a complaint.</summary>
public sealed record ComplaintKey(string MemberId, string ComplaintId);
