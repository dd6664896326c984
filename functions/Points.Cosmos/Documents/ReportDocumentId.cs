namespace Points.Cosmos.Documents;

/// <summary>The id of any document of a range.</summary>
internal sealed record ReportDocumentId(string Id);
