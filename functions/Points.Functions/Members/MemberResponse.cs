using Microsoft.AspNetCore.Http;
using Points.Domain.Enrolling;
using Points.Domain.Ledger;
using Points.Functions.Http;

namespace Points.Functions.Members;

/// <summary>Responds with a member's profile.</summary>
internal static class MemberResponse
{
    public static JsonResponse FromOrNotFound(Member? member, DateTimeOffset now) =>
        member is null ? Problems.NotFound("member") : From(member, StatusCodes.Status200OK, now);

    public static IResult From(ProfileOutcome outcome, DateTimeOffset now) =>
        outcome.Match<IResult>(
            saved: it => From(it.Member, it.Created ? StatusCodes.Status201Created : StatusCodes.Status200OK, now),
            refused: Problems.From
        );

    private static ViewResponse<MemberView> From(Member member, int status, DateTimeOffset now) =>
        new(status, MemberView.From(member, now), MembersJson.Default.MemberView) { Version = member.Version };
}
