using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Points.Domain.Complaining;
using Points.Functions.Access;
using Points.Functions.Http;
using Points.Functions.OpenApi;

namespace Points.Functions.Complaining;

/// <summary>Lists what members complain about and nobody has answered.</summary>
[ApiTag(ApiTags.Complaints)]
public sealed class OpenComplaintsHttp(IComplaints complaints, HttpPipeline pipeline)
{
    /// <summary>Lists the open complaints of all members, those first that must be answered first.</summary>
    [Function("OpenComplaints")]
    [Callers(Roles.Operator | Roles.Support | Roles.Auditor)]
    [Paged]
    [QueryParameter("state", "The state to list, the only one so far.", OneOf = [ComplaintView.Open])]
    [Response(StatusCodes.Status200OK, typeof(ListView<ComplaintView>))]
    public Task<IResult> List(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "complaints")] HttpRequest http,
        CancellationToken ct
    ) =>
        pipeline.RunAuthorized(
            http,
            needed: CallerRule.SupportOrAuditor,
            handle: async _ =>
            {
                var asked = KeyPageRequest.Read(http, isKey: _ => true);
                if (!asked.TryGetValue(out var paging))
                    return Problems.Invalid(asked.Errors);
                if ((string?)http.Query["state"] is not (null or ComplaintView.Open))
                    return Problems.Invalid("state", $"must be {ComplaintView.Open}, or be left out");
                var found = await complaints.ListOpen(paging.After, paging.Limit + 1, ct);
                return new ViewResponse<ListView<ComplaintView>>(
                    StatusCodes.Status200OK,
                    paging.ToListView(found, it => ComplaintView.From(it, pipeline.Now), it => it.DueKey),
                    ComplainingJson.Default.ListViewComplaintView
                );
            }
        );
}
