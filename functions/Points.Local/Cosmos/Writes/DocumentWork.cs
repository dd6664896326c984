using Points.Local.Cosmos.Documents;
using Points.Local.Cosmos.Storage;
using Points.Local.Sqlite;

namespace Points.Local.Cosmos.Writes;

/// <summary>Operations on one partition, to be carried out together or not at all.</summary>
internal sealed class DocumentWork(PartitionRange range, Scalar key, DocumentOperation[] operations)
    : WriteWork<StoreWriteSession>
{
    private readonly TaskCompletionSource<DocumentWork> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public PartitionRange Range => range;

    public DocumentOperation[] Operations => operations;

    /// <summary>One result for each operation, valid once done.</summary>
    public OperationResult[] Results { get; } = new OperationResult[operations.Length];

    /// <summary>The index of the operation that failed; null when all were carried out.</summary>
    public int? FailedIndex { get; private set; }

    /// <summary>Completes when the outcome is on disk.</summary>
    public Task<DocumentWork> Done => _done.Task;

    public override void Apply(StoreWriteSession session) =>
        FailedIndex = session.Plan.Execute(range, key, operations, Results);

    public override void Succeed() => _done.SetResult(this);

    public override void Fail(Exception failure) => _done.SetException(failure);
}
