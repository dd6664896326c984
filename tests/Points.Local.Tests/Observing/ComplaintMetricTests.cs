using System.Net;

namespace Points.Local.Tests.Observing;

/// <summary>The metrics whose alerts remind operators of complaints.</summary>
public sealed class ComplaintMetricTests(ObservedHost host) : IClassFixture<ObservedHost>
{
    [Fact]
    public async Task A_complaint_is_counted_when_it_is_due_soon_and_when_it_is_overdue()
    {
        await host.Api.SetClock("2035-03-01T12:00:00+08:00");
        var member = await host.Api.EnrolNewMember("fast-food");
        (
            await host.Api.Accrue(
                member,
                Api.PurchaseBody("fast-food", 10_000, at: DateTimeOffset.Parse("2035-03-01T12:00:00+08:00", null))
            )
        ).Expect(HttpStatusCode.Created);
        var entryId = (string)(await host.Api.Ledger(member, "fast-food"))[0]["entryId"]!;
        (await host.Api.Complain(member, Api.ComplaintBody("fast-food", "entryId", entryId))).Expect(
            HttpStatusCode.Created
        );

        await host.Api.SetClock("2035-03-14T00:00:00+08:00");
        await host.Api.RunJob("ComplaintReminders");
        await ExpectReminder("soon");
        await host.Collector.WaitForMeasure("points.complaints.overdue", it => it.Value == 0);

        await host.Api.SetClock("2035-03-17T00:00:00+08:00");
        await host.Api.RunJob("ComplaintReminders");
        await ExpectReminder("overdue");
        await host.Collector.WaitForMeasure("points.complaints.overdue", it => it.Value == 1);
    }

    private Task<Measure> ExpectReminder(string due) =>
        host.Collector.WaitForMeasure(
            "points.complaints.reminders",
            it => it is { Value: 1, Unit: "{complaint}" } && it.Tags["points.complaint.due"] == due
        );
}
