using System.Diagnostics;
using OpenTelemetry;
using OpenTelemetry.Trace;
using Points.Functions.Observing;

namespace Points.Functions.Tests.Observing;

/// <summary>A trace keeps that a span failed, but not the error text.</summary>
public sealed class ErrorTextRedactionTests
{
    [Fact]
    public void The_error_status_of_a_span_is_kept_and_its_text_is_removed()
    {
        using var source = new ActivitySource(Guid.NewGuid().ToString());
        using var traces = Sdk.CreateTracerProviderBuilder()
            .AddSource(source.Name)
            .AddProcessor(new ErrorTextRedaction())
            .Build();
        var span = source.StartActivity("work")!;
        span.SetStatus(ActivityStatusCode.Error, "13900004711 is not a member's number").Dispose();
        Assert.Equal((ActivityStatusCode.Error, null), (span.Status, span.StatusDescription));
    }
}
