// Abuses: the package carries an own Strategies.Sdk.dll (see the dependency file), and the strategy is compiled against that one:
// Strategy, StrategyContext and InstrumentId are then other types of the same name, with what members one likes.
// Harm: if the loader takes the package's copy, all promises of the SDK are void (here: a static that all slots share); if it takes the
// host's, members are missing on the hot thread. Kind: bypass of pre-trade risk.
using Strategies.Sdk;

namespace Attacks.CopyOfTheSdkAttack;

public sealed class CopyOfTheSdkStrategy : Strategy
{
    public override void OnStart() => Context.SendPastTheGate(Shared.Count++);

    public override void Save(ref StateWriter writer) => writer.Write(1L);

    public override void Restore(ref StateReader reader) => reader.ReadInt64();
}
