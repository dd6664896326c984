using System.Buffers.Text;
using System.Text;
using Microsoft.AspNetCore.Http;
using Points.Domain.Reading;
using Points.Domain.Settling;
using Points.Functions.Http;

namespace Points.Functions.Settling;

/// <summary>Which page of a list of partners is asked for: they are listed by id.</summary>
/// <param name="After">Only those after this one; null for the first page.</param>
internal sealed record PartnerPaging(AccountHolder? After, int Limit)
{
    public static Read<PartnerPaging> Of(HttpRequest http)
    {
        var faults = new Faults();
        return new(new(AfterOf(http.Query["cursor"], faults), Paging.LimitOf(http.Query["limit"], faults, Paging.LimitMax)), faults);
    }

    public static string Cursor(AccountHolder after) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(after.ToString()));

    private static AccountHolder? AfterOf(string? cursor, Faults faults)
    {
        if (cursor is null) return null;
        if (Base64Url.IsValid(cursor) && Encoding.UTF8.GetString(Base64Url.DecodeFromChars(cursor)) is var id && Fields.IsId(id)) return new(id);
        faults.Add("cursor", "must be the next of an earlier page");
        return null;
    }
}
