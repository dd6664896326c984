using Emulators.CosmosDb.Documents;
using Emulators.CosmosDb.Storage;
using Emulators.Sqlite;

namespace Emulators.CosmosDb.Writes;

/// <summary>Operations on one partition that are carried out together or not at all.</summary>
internal sealed class DocumentWork(PartitionRange range, Scalar key, DocumentOperation[] operations)
    : WriteWork<StoreWriteSession>
{
    private readonly TaskCompletionSource<DocumentWork> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public PartitionRange Range => range;

    public DocumentOperation[] Operations => operations;

    /// <summary>One result for each operation. Valid when <see cref="Done"/> has completed.</summary>
    public OperationResult[] Results { get; } = new OperationResult[operations.Length];

    /// <summary>The result of the only operation.</summary>
    public OperationResult OnlyResult => Results.Single();

    /// <summary>The sequence number of the last operation's version; 0 when an operation failed.</summary>
    public long LastSequenceNumber => Results[^1].SequenceNumber;

    /// <summary>The index of the operation that failed; null when all succeeded.</summary>
    public int? FailedIndex { get; private set; }

    /// <summary>Completes when the results are on disk.</summary>
    public Task<DocumentWork> Done => _done.Task;

    public override void Apply(StoreWriteSession session) =>
        FailedIndex = session.Plan.Execute(range, key, operations, Results);

    public override void Succeed() => _done.SetResult(this);

    public override void Fail(Exception failure) => _done.SetException(failure);
}
