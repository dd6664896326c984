using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Points.Domain.Complaining;
using Points.Functions.Access;
using Points.Functions.Http;
using Points.Functions.OpenApi;

namespace Points.Functions.Complaining;

/// <summary>Shows a member's complaints.</summary>
[ApiTag(ApiTags.Complaints)]
public sealed class ComplaintsHttp(IComplaints complaints, HttpPipeline pipeline)
{
    /// <summary>Lists a member's complaints with their answers, newest first.</summary>
    [Function("Complaints")]
    [Callers(Roles.Member | Roles.Operator | Roles.Support | Roles.Auditor)]
    [Paged]
    [Response(StatusCodes.Status200OK, typeof(ListView<ComplaintView>))]
    public Task<IResult> List(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "members/{memberId}/complaints")]
            HttpRequest http,
        string memberId,
        CancellationToken ct
    ) =>
        pipeline.RunAuthorized(
            http,
            needed: CallerRule.ToRead(memberId),
            handle: async _ =>
            {
                if (PathIdValidation.FindProblem(memberId) is { } problem)
                    return problem;
                var asked = KeyPageRequest.Read(http, isKey: _ => true);
                if (!asked.TryGetValue(out var paging))
                    return Problems.Invalid(asked.Errors);
                var found = await complaints.List(memberId, paging.After, paging.Limit + 1, ct);
                return new ViewResponse<ListView<ComplaintView>>(
                    StatusCodes.Status200OK,
                    paging.ToListView(found, it => ComplaintView.From(it, pipeline.Now), it => it.SortKey),
                    ComplainingJson.Default.ListViewComplaintView
                );
            }
        );

    /// <summary>Shows a complaint with its answer.</summary>
    [Function("Complaint")]
    [Callers(Roles.Member | Roles.Operator | Roles.Support | Roles.Auditor)]
    [Response(StatusCodes.Status200OK, typeof(ComplaintView))]
    [ProblemResponses("not-found")]
    public Task<IResult> Show(
        [HttpTrigger(
            AuthorizationLevel.Anonymous,
            "get",
            "head",
            Route = "members/{memberId}/complaints/{complaintId}"
        )]
            HttpRequest http,
        string memberId,
        string complaintId,
        CancellationToken ct
    ) =>
        pipeline.RunAuthorized(
            http,
            needed: CallerRule.ToRead(memberId),
            handle: async _ =>
                PathIdValidation.FindProblem(memberId, complaintId) is { } invalidPath ? invalidPath
                : await complaints.Find(memberId, complaintId, ct) is var (complaint, _)
                    ? new ViewResponse<ComplaintView>(
                        StatusCodes.Status200OK,
                        ComplaintView.From(complaint, pipeline.Now),
                        ComplainingJson.Default.ComplaintView
                    )
                : Problems.NotFound("complaint")
        );
}
