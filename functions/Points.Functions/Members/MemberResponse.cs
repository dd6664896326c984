using Microsoft.AspNetCore.Http;
using Points.Domain.Ledger;
using Points.Functions.Http;

namespace Points.Functions.Members;

/// <summary>Responses with a member's profile.</summary>
internal static class MemberResponse
{
    public static IResult FromOrNotFound(Member? member) =>
        member is null ? Problems.NotFound("member") : From(member, StatusCodes.Status200OK);

    public static ViewResponse<MemberView> From(Member member, int status) =>
        new(status, MemberView.From(member), MembersJson.Default.MemberView);
}
