using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Points.Cosmos.Exporting;
using Points.Functions.Http;

namespace Points.Functions.Exporting;

/// <summary>An export as JSON, as <see cref="MemberExportView"/> describes it.</summary>
/// <remarks>
/// It is read from the store while it is sent. If the store fails after the first bytes, the connection is cut, so that
/// nobody takes a part for the whole.
/// </remarks>
internal sealed partial class ExportJsonResponse(MemberExport export, DateTimeOffset now, ILogger log) : IResult
{
    /// <summary>How much is collected before it is sent.</summary>
    private const int BytesPerFlush = 64 * 1024;

    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    /// <summary>How many bytes were sent.</summary>
    private long _sent;

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        ResponseHeaders.Protect(httpContext);
        response.ContentType = "application/json";
        response.Headers.ContentDisposition = "attachment; filename=\"export.json\"";
        if (HttpMethods.IsHead(httpContext.Request.Method))
            return;
        try
        {
            await Write(response, httpContext.RequestAborted);
        }
        catch (Exception exception) when (!httpContext.RequestAborted.IsCancellationRequested)
        {
            LogCut(exception);
            httpContext.Abort();
        }
    }

    private async Task Write(HttpResponse response, CancellationToken ct)
    {
        await using var json = new Utf8JsonWriter(response.BodyWriter, Options);
        json.WriteStartObject();
        json.WriteString("memberId", export.MemberId);
        json.WriteString("exportedAt", now);
        json.WritePropertyName("profile");
        export.Profile.WriteTo(json);
        json.WriteStartArray("programmes");
        foreach (var programme in export.Programmes)
            await WriteProgramme(json, programme, response, ct);
        json.WriteEndArray();
        foreach (var list in export.Lists)
            await WriteList(json, list, response, ct);
        json.WriteStartArray("notIncluded");
        foreach (var kind in export.NotIncluded)
        {
            json.WriteStartObject();
            json.WriteString("kind", kind.Kind);
            json.WriteString("why", kind.Why.En);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteBoolean("complete", true);
        json.WriteEndObject();
        await Flush(json, response, ct);
    }

    private async Task Flush(Utf8JsonWriter json, HttpResponse response, CancellationToken ct)
    {
        await json.FlushAsync(ct);
        await response.BodyWriter.FlushAsync(ct);
        _sent = json.BytesCommitted;
    }

    private async Task WriteProgramme(
        Utf8JsonWriter json,
        ExportedProgramme programme,
        HttpResponse response,
        CancellationToken ct
    )
    {
        json.WriteStartObject();
        json.WriteString("programmeId", programme.ProgrammeId);
        if (programme.Wallet is { } wallet)
        {
            json.WritePropertyName("wallet");
            wallet.WriteTo(json);
        }
        foreach (var list in programme.Lists)
            await WriteList(json, list, response, ct);
        json.WriteEndObject();
    }

    private async Task WriteList(Utf8JsonWriter json, ExportList list, HttpResponse response, CancellationToken ct)
    {
        json.WriteStartArray(list.Name);
        await foreach (var item in list.Read(ct))
        {
            item.WriteTo(json);
            if (json.BytesCommitted + json.BytesPending - _sent >= BytesPerFlush)
                await Flush(json, response, ct);
        }
        json.WriteEndArray();
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The store failed while an export was sent; it was cut")]
    private partial void LogCut(Exception exception);
}
