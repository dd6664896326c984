using System.Diagnostics;
using OpenTelemetry;
using OpenTelemetry.Trace;
using Points.Functions.Observing;

namespace Points.Functions.Tests.Observing;

/// <summary>What of a fault a trace keeps.</summary>
public sealed class ErrorTextRedactionTests
{
    [Fact]
    public void That_a_span_failed_is_kept_and_the_text_is_not()
    {
        using var source = new ActivitySource(Guid.NewGuid().ToString());
        using var traces = Sdk.CreateTracerProviderBuilder()
            .AddSource(source.Name)
            .AddProcessor(new ErrorTextRedaction())
            .Build();
        var span = source.StartActivity("work")!;
        span.SetStatus(ActivityStatusCode.Error, "13900004711 is no number of a member").Dispose();
        Assert.Equal((ActivityStatusCode.Error, null), (span.Status, span.StatusDescription));
    }
}
