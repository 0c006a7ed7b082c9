using Strategies.MarketData;
using Strategies.Sdk;
using Strategies.Venues.Tests.Support;

namespace Strategies.Venues.Tests.RandomFlow;

/// <summary>Plays random operations into a venue; the identifiers of our orders are counted up.</summary>
public sealed class FlowRunner(VenueHarness venue)
{
    private static readonly string StatusCodes = "TTTHQ";

    private uint _requests;
    private bool _isOpen = true;
    private bool _isHaltedHere;

    public ulong LastOrderId { get; private set; }

    /// <summary>True while the last status and the last operational halt that were sent let orders trade.</summary>
    public bool IsTrading => _isOpen && !_isHaltedHere;

    /// <summary>The order of ours that a replace or cancel of this operation names.</summary>
    public ulong NamedOrder(in Operation operation) => 1 + (ulong)operation.Reference % (LastOrderId + 1);

    public void Play(in Operation operation)
    {
        switch (operation.Kind)
        {
            case OperationKind.Add:
                venue.Add((ulong)operation.Reference, operation.Side, operation.Cents, operation.Quantity);
                break;
            case OperationKind.Execute:
                OnOrder(MarketMessageKind.Execute, operation);
                break;
            case OperationKind.Reduce:
                OnOrder(MarketMessageKind.Reduce, operation);
                break;
            case OperationKind.Delete:
                OnOrder(MarketMessageKind.Delete, operation);
                break;
            case OperationKind.ReplaceHistorical:
                venue.ReplaceHistorical(
                    (ulong)operation.Reference, (ulong)operation.NewReference, operation.Cents, operation.Quantity);
                break;
            case OperationKind.HiddenTrade:
                venue.OnStated(MarketMessageKind.HiddenTrade, 0, operation.Side, operation.Cents, operation.Quantity);
                break;
            case OperationKind.ExecuteInCross:
                venue.ExecuteInCross((ulong)operation.Reference, operation.Cents, operation.Quantity);
                break;
            case OperationKind.Cross:
                venue.Cross(operation.Cents, operation.Quantity);
                break;
            case OperationKind.OperationalHalt:
                _isHaltedHere = operation.Quantity % 4 == 0;
                venue.OperationalHalt(_isHaltedHere ? 'H' : 'T');
                break;
            case OperationKind.WindowCut:
                venue.WindowCut(operation.Quantity);
                break;
            case OperationKind.LevelSet:
                venue.LevelSet(operation.Side, operation.Cents, operation.Quantity);
                break;
            case OperationKind.Status:
                char code = StatusCodes[(int)(operation.Quantity % StatusCodes.Length)];
                _isOpen = code == 'T';
                venue.Status(code);
                break;
            default:
                PlayOwn(operation);
                break;
        }
    }

    private void PlayOwn(in Operation operation)
    {
        switch (operation.Kind)
        {
            case OperationKind.Limit:
                venue.Limit(++LastOrderId, operation.Side, operation.Cents, operation.Quantity);
                break;
            case OperationKind.ImmediateOrCancel:
                venue.Limit(
                    ++LastOrderId, operation.Side, operation.Cents, operation.Quantity, TimeInForce.ImmediateOrCancel);
                break;
            case OperationKind.Market:
                venue.Market(++LastOrderId, operation.Side, operation.Quantity);
                break;
            case OperationKind.Replace:
                venue.Replace(NamedOrder(operation), ++_requests, operation.Cents, operation.Quantity);
                break;
            case OperationKind.Cancel:
                venue.Cancel(NamedOrder(operation), ++_requests);
                break;
        }
    }

    private void OnOrder(MarketMessageKind kind, in Operation operation)
    {
        if (operation.IsStated)
        {
            venue.OnStated(kind, (ulong)operation.Reference, operation.Side, operation.Cents, operation.Quantity);
        }
        else
        {
            venue.OnOrder(kind, (ulong)operation.Reference, operation.Quantity);
        }
    }
}
