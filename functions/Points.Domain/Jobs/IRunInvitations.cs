namespace Points.Domain.Jobs;

/// <summary>Invites other instances to take parts of a run.</summary>
public interface IRunInvitations
{
    /// <summary>
    /// Sends invitations. An instance that gets one claims what parts are free; one that comes late or twice does no
    /// harm. If an invitation is lost, the next run by schedule does the rest.
    /// </summary>
    /// <param name="work">Names the work: <see cref="IDueItems{T}.Name"/>.</param>
    /// <exception cref="StoreBusyException">The queue is full or throttles.</exception>
    /// <exception cref="StoreUnavailableException">The queue did not answer.</exception>
    Task Invite(string work, RunShare share, int count, CancellationToken ct);
}
