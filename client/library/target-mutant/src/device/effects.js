/** The effects of changes that are not durable yet, in order. */
export class Effects {
    #noted = [];
    #writing = [];
    add(effect) {
        this.#noted.push(effect);
    }
    /** The effects so far belong to the batch that is written now; returns whether there are any. */
    begin() {
        this.#writing = this.#noted;
        this.#noted = [];
        return this.#writing.length > 0;
    }
    /** The batch is durable. */
    run() {
        const effects = this.#writing;
        this.#writing = [];
        for (const effect of effects) {
            effect.run();
        }
    }
    /** Refuses all new messages; returns their ids. */
    withdraw(error) {
        const isNew = ({ messageId }) => messageId !== undefined;
        const withdrawn = [...this.#writing, ...this.#noted].filter(isNew);
        this.#writing = this.#writing.filter(effect => !isNew(effect));
        this.#noted = this.#noted.filter(effect => !isNew(effect));
        for (const effect of withdrawn) {
            effect.refuse?.(error);
        }
        return withdrawn.map(({ messageId }) => messageId);
    }
    /** Refuses all effects: there will be no other write. */
    refuse(error) {
        for (const effect of [...this.#writing.splice(0), ...this.#noted.splice(0)]) {
            effect.refuse?.(error);
        }
    }
}
//# sourceMappingURL=effects.js.map