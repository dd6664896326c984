using System.Net;
using Points.Cli.Hosts;
using Points.Cli.Importing.Reading;
using Points.Client;

namespace Points.Cli.Importing.Posting;

/// <summary>Enrols customers who are not members yet.</summary>
/// <param name="createProfile">What the profile of a new member says, by their id.</param>
internal sealed class Enrolment(HostClient host, string programmeId, Func<string, EnrolBody> createProfile)
{
    public const string NotEnrolled = "member-not-enrolled";

    /// <summary>
    /// Posts first and enrols only if the host asks for it, so that no list of known customers is needed.
    /// </summary>
    /// <param name="describe">Turns a refusal into the result, also one to enrol the customer.</param>
    public async Task<PostResult> Post<T>(
        string memberId,
        Func<Task<HostAnswer<T>>> post,
        Func<PointsResponse<T>, PostResult> accept,
        Func<Problem, RowFault> describe,
        CancellationToken ct
    )
    {
        var answer = await post();
        if (answer.Refusal?.Code == NotEnrolled)
        {
            if (await Enrol(memberId, ct) is { } refusal)
                return new PostResult.Refused(describe(refusal));
            answer = await post();
        }
        return answer.Accepted is { } accepted ? accept(accepted) : new PostResult.Refused(describe(answer.Refusal!));
    }

    /// <summary>
    /// Enrols a customer. The profile of someone who is a member already stays as it is: they only join the programme.
    /// </summary>
    /// <returns>Why the host refuses it; null if the customer is enrolled.</returns>
    private async Task<Problem?> Enrol(string memberId, CancellationToken ct)
    {
        var joined = await Join(memberId, ct);
        if (joined?.Status != (int)HttpStatusCode.NotFound)
            return joined;

        // Only members with a verified identity earn (law L4). The import trusts the retailer to know its customers.
        var profile = createProfile(memberId);
        (profile.IdentityVerified, profile.Programmes) = (true, [programmeId]);
        var created = (
            await host.Ask(api => api.EnrolAsync(memberId, profile, ifNoneMatch: "*", cancellationToken: ct))
        ).Refusal;
        // Another import has enrolled them meanwhile, or the first answer was lost.
        return created?.Status == (int)HttpStatusCode.PreconditionFailed ? await Join(memberId, ct) : created;
    }

    /// <summary>The host adds this programme to those the member is in.</summary>
    private async Task<Problem?> Join(string memberId, CancellationToken ct)
    {
        var programme = new EnrolBody { Programmes = [programmeId] };
        return (await host.Ask(api => api.PatchMemberAsync(memberId, programme, cancellationToken: ct))).Refusal;
    }
}
